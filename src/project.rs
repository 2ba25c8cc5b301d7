//! Where things are: the checkout with its notebooks and library, and the cache folder.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A checkout of this project.
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

    /// The checkout around the working directory, or else the one that this program was built in.
    pub fn here() -> Result<Project, NoProject> {
        let built_in = Path::new(env!("CARGO_MANIFEST_DIR"));
        std::env::current_dir()
            .ok()
            .and_then(|here| Project::around(&here))
            .or_else(|| Project::around(built_in))
            .ok_or(NoProject)
    }

    /// A name for this checkout's own folders in the cache.
    pub fn id(&self) -> String {
        digest([self.root.as_os_str().as_encoded_bytes()])[..16].to_owned()
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn notebooks(&self) -> PathBuf {
        self.root.join("notebooks")
    }

    /// The library that notebooks load.
    pub fn library(&self) -> PathBuf {
        self.root.join("crate")
    }

    pub fn lock(&self) -> PathBuf {
        self.root.join("Cargo.lock")
    }
}

fn is_root(folder: &Path) -> bool {
    folder.join("notebooks").is_dir() && folder.join("crate").join("Cargo.toml").is_file()
}

#[derive(Debug, thiserror::Error)]
#[error(
    "no checkout of the course is here. Go to the folder that holds `notebooks` and `crate`, and try again. If you have installed the kernel alone, as a wheel, you need a clone of the course beside it"
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
