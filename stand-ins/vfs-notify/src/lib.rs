//! The reader of files, which reads none.

use ra_ap_paths::{AbsPath, AbsPathBuf};
use ra_ap_vfs::loader::{Config, Handle, LoadingProgress, Message, Sender};

#[derive(Debug)]
pub struct NotifyHandle(Sender);

impl Handle for NotifyHandle {
    fn spawn(sender: Sender) -> NotifyHandle {
        NotifyHandle(sender)
    }

    /// evcxr waits until it hears that all is read.
    fn set_config(&mut self, config: Config) {
        let n_done = LoadingProgress::Finished;
        let _ = self.0.send(Message::Progress { n_total: 0, n_done, dir: None, config_version: config.version });
    }

    fn invalidate(&mut self, _: AbsPathBuf) {}

    fn load_sync(&mut self, _: &AbsPath) -> Option<Vec<u8>> {
        None
    }
}
