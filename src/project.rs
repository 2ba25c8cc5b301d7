//! Where things are: the checkout with its notebooks and library, and the cache folder.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The name of the folder in the home that a learner works in who has named none.
const USUAL: &str = "calculus";

/// A checkout of this project, or a copy of the course: notebooks, and the library that they load.
#[derive(Clone, Debug)]
pub struct Project {
    root: PathBuf,
}

impl Project {
    /// The checkout that `place` (a folder or a file) lies in.
    pub fn around(place: &Path) -> Option<Project> {
        let place = place.canonicalize().ok()?;
        place.ancestors().find(|folder| is_root(folder)).map(|root| Project { root: root.to_owned() })
    }

    /// The one in this very folder.
    pub fn at(folder: &Path) -> Option<Project> {
        let root = folder.canonicalize().ok().filter(|folder| is_root(folder))?;
        Some(Project { root })
    }

    /// The checkout around the working directory, or else the one that this program was built in, or the learner's copy.
    pub fn here() -> Result<Project, NoProject> {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR"));
        std::env::current_dir()
            .ok()
            .and_then(|here| Project::around(&here))
            .or_else(|| Project::around(built_in))
            .or_else(|| Project::at(&usual_place()?))
            .ok_or(NoProject)
    }

    /// A name for this checkout's own folders in the cache.
    pub fn id(&self) -> String {
        name_of(&self.root)
    }

    /// A name for what was compiled of the library. It is one for all that share a library by a link to it.
    pub fn library_id(&self) -> String {
        name_of(&self.home_of_library())
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn notebooks(&self) -> PathBuf {
        self.root.join("notebooks")
    }

    /// The library that notebooks load, where it really is: cargo knows it by its place.
    pub fn library(&self) -> PathBuf {
        let library = self.root.join("crate");
        library.canonicalize().unwrap_or(library)
    }

    /// The manifest of the workspace that the library belongs to.
    pub fn manifest(&self) -> PathBuf {
        self.home_of_library().join("Cargo.toml")
    }

    /// The versions of all that the library stands on.
    pub fn lock(&self) -> PathBuf {
        self.home_of_library().join("Cargo.lock")
    }

    fn home_of_library(&self) -> PathBuf {
        self.library().parent().unwrap_or(&self.root).to_owned()
    }
}

fn name_of(folder: &Path) -> String {
    digest([folder.as_os_str().as_encoded_bytes()])[..16].to_owned()
}

/// Where the course is laid out for who has named no folder: in the home.
pub fn usual_place() -> Option<PathBuf> {
    dirs::home_dir().map(|home| home.join(USUAL))
}

fn is_root(folder: &Path) -> bool {
    folder.join("notebooks").is_dir() && folder.join("crate").join("Cargo.toml").is_file()
}

#[derive(Debug, thiserror::Error)]
#[error(
    "no course is here: no folder that holds `notebooks` and `crate`. Go to a checkout of it or to a copy, and try again; `calculus lab FOLDER` lays out a copy where the course came with this program, as it does in a wheel"
)]
pub struct NoProject;

/// The folder where everything goes that can be made again. Settled at the first call: a command may change
/// its working directory later, and a relative name would change with it.
pub fn cache() -> PathBuf {
    static CACHE: OnceLock<PathBuf> = OnceLock::new();
    let find = || match std::env::var_os("CALCULUS_CACHE").filter(|folder| !folder.is_empty()) {
        Some(folder) => std::path::absolute(&folder).unwrap_or(folder.into()),
        None => dirs::cache_dir().unwrap_or_else(std::env::temp_dir).join("calculus"),
    };
    CACHE.get_or_init(find).clone()
}

/// A cache that somebody else has filled and keeps for many: it is only read. What is missing in it is made in the own one.
pub fn shared_cache() -> Option<PathBuf> {
    std::env::var_os("CALCULUS_SHARED").filter(|folder| !folder.is_empty()).map(PathBuf::from)
}

/// The place of something that is kept: in the own cache, unless only the shared one has it.
pub fn kept(name: &Path) -> PathBuf {
    let own = cache().join(name);
    match shared_cache().map(|shared| shared.join(name)) {
        Some(shared) if !own.exists() && shared.exists() => shared,
        _ => own,
    }
}

/// A name for content: SHA-256 in hexadecimal digits.
pub fn digest(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        // The length keeps two parts from reading as one.
        digest.update((part.as_ref().len() as u64).to_le_bytes());
        digest.update(part);
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
