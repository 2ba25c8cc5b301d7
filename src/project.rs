//! Where things are: the checkout with its notebooks and library, and the cache folder.

use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

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
        let digest = Sha256::digest(self.root.as_os_str().as_encoded_bytes());
        digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
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
#[error("no checkout of the course is here. Go to the folder that holds `notebooks` and `crate`, and try again")]
pub struct NoProject;

/// The folder where everything goes that can be made again.
pub fn cache() -> PathBuf {
    match std::env::var_os("CALCULUS_CACHE") {
        Some(folder) => PathBuf::from(folder),
        None => dirs::cache_dir().unwrap_or_else(std::env::temp_dir).join("calculus"),
    }
}
