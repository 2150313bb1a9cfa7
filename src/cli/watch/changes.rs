//! What the system says of a manuscript's folder -> [`Change`]s, in bursts. Nothing else in the house names
//! notify.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::manuscript::FolderIdentity;

/// A save is one burst of events: a new file is written and renamed, or the old one emptied and written,
/// in a millisecond or two. It is over when so much time has passed without another.
const QUIET: Duration = Duration::from_millis(10);

/// What never becomes quiet is looked at after so much time.
const LONGEST: Duration = Duration::from_millis(250);

/// How often it is looked whether the folder is still the same: no event tells of a parent that is
/// replaced, nor of a folder that comes back.
const HEARTBEAT: Duration = Duration::from_millis(500);

/// Something of the folder changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The path from the folder on, with `/`; `None` where it is the folder itself, or where it is not
    /// known what changed.
    pub path: Option<String>,
    /// When it was first told.
    pub at: Instant,
    /// Whether it was told first as something new.
    pub is_new: bool,
}

/// What there is to say of the folder.
#[derive(Debug)]
pub enum Seen {
    /// These paths changed, each once, in the order in which they were told.
    Changes(Vec<Change>),
    /// Changes are not seen, or not all of them.
    Trouble(String),
}

/// Waits for changes of a folder, also of one that is put in its place.
pub struct Changes {
    /// The folder as it was typed.
    root: PathBuf,
    sender: Sender<Notice>,
    notices: Receiver<Notice>,
    watched: Option<Watched>,
    trouble: Trouble,
}

/// A folder that is watched, as long as this lives.
struct Watched {
    identity: FolderIdentity,
    /// The folder as the disk knows it.
    place: PathBuf,
    _watcher: RecommendedWatcher,
}

/// What the system said, and when.
struct Notice {
    at: Instant,
    event: notify::Result<notify::Event>,
}

/// What keeps changes from being seen.
#[derive(Debug, Default)]
struct Trouble {
    unsaid: Option<String>,
    last: Option<String>,
}

impl Changes {
    /// Begins to watch a folder.
    ///
    /// # Errors
    /// Why it cannot be watched.
    pub fn of(root: &Path) -> Result<Changes, String> {
        let (sender, notices) = channel();
        let mut changes = Changes {
            root: root.to_owned(),
            sender,
            notices,
            watched: None,
            trouble: Trouble::default(),
        };
        changes.follow();
        match changes.trouble.unsaid.take() {
            Some(trouble) => Err(trouble),
            None => Ok(changes),
        }
    }

    /// Waits until something changes, and then until the burst is over.
    pub fn wait(&mut self) -> Seen {
        let mut burst: Vec<Change> = Vec::new();
        loop {
            if let Some(trouble) = self.trouble.unsaid.take() {
                return Seen::Trouble(trouble);
            }
            let first = burst.first().map(|own| own.at);
            if first.is_some_and(|first| first.elapsed() > LONGEST) {
                return Seen::Changes(burst);
            }
            let patience = if burst.is_empty() { HEARTBEAT } else { QUIET };
            // The sender is ours, so that nothing but time can end this.
            match self.notices.recv_timeout(patience) {
                Ok(notice) => self.note(notice, &mut burst),
                Err(_) if burst.is_empty() => {}
                Err(_) => return Seen::Changes(burst),
            }
            let is_folder = burst.iter().any(|own| own.path.is_none());
            if (burst.is_empty() || is_folder) && self.follow() {
                add(&mut burst, None, Instant::now(), false);
            }
        }
    }

    /// Adds what was told to a burst.
    fn note(&mut self, notice: Notice, burst: &mut Vec<Change>) {
        let event = match notice.event {
            Ok(event) => event,
            Err(error) => return self.trouble.say(error.to_string()),
        };
        let is_new = matches!(event.kind, EventKind::Create(_));
        if event.need_rescan() || event.paths.is_empty() {
            add(burst, None, notice.at, false);
        }
        let place = self.watched.as_ref().map(|own| own.place.as_path());
        for path in &event.paths {
            add(
                burst,
                place.and_then(|own| below(own, path)),
                notice.at,
                is_new,
            );
        }
    }

    /// Watches what stands at the path now. Whether it is another folder than before, or none.
    fn follow(&mut self) -> bool {
        let now = FolderIdentity::of(&self.root);
        if now == self.watched.as_ref().map(|own| own.identity) {
            return false;
        }
        let was_watched = self.watched.take().is_some();
        if let Some(identity) = now {
            match self.watch(identity) {
                Ok(watched) => self.watched = Some(watched),
                Err(error) => self.trouble.say(error.to_string()),
            }
        }
        was_watched || self.watched.is_some()
    }

    fn watch(&self, identity: FolderIdentity) -> notify::Result<Watched> {
        let place = self.root.canonicalize().map_err(notify::Error::io)?;
        let sender = self.sender.clone();
        let handler = move |event: notify::Result<notify::Event>| {
            if event.as_ref().map_or(true, |own| is_change(own.kind)) {
                let at = Instant::now();
                // Nobody waits any more where the program is about to end.
                drop(sender.send(Notice { at, event }));
            }
        };
        // A link may lead to the root of the disk, and no text is read outside the folder.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher = RecommendedWatcher::new(handler, config)?;
        watcher.watch(&place, RecursiveMode::Recursive)?;
        Ok(Watched {
            identity,
            place,
            _watcher: watcher,
        })
    }
}

impl Trouble {
    /// The same is said once, however often it is met.
    fn say(&mut self, trouble: String) {
        if self.last.as_ref() != Some(&trouble) {
            self.unsaid = Some(trouble.clone());
            self.last = Some(trouble);
        }
    }
}

/// Whether an event may tell of a change: that a file was opened or read tells of none.
fn is_change(kind: EventKind) -> bool {
    !matches!(kind, EventKind::Access(own) if own != AccessKind::Close(AccessMode::Write))
}

/// Each path once, as it was first told.
fn add(burst: &mut Vec<Change>, path: Option<String>, at: Instant, is_new: bool) {
    if !burst.iter().any(|own| own.path == path) {
        burst.push(Change { path, at, is_new });
    }
}

/// A path from the folder on; `None` for the folder itself and what is outside.
fn below(place: &Path, path: &Path) -> Option<String> {
    let inner = path.strip_prefix(place).ok()?;
    let parts: Vec<_> = inner.iter().map(|part| part.to_string_lossy()).collect();
    (!parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_opened_or_read_did_not_change() {
        use notify::event::{CreateKind, DataChange, ModifyKind, RemoveKind};
        let close = |mode| EventKind::Access(AccessKind::Close(mode));
        for kind in [
            close(AccessMode::Write),
            EventKind::Create(CreateKind::File),
            EventKind::Modify(ModifyKind::Data(DataChange::Any)),
            EventKind::Remove(RemoveKind::File),
            EventKind::Any,
        ] {
            assert!(is_change(kind), "{kind:?}");
        }
        for kind in [
            close(AccessMode::Read),
            EventKind::Access(AccessKind::Open(AccessMode::Any)),
        ] {
            assert!(!is_change(kind), "{kind:?}");
        }
    }

    #[test]
    fn paths_are_those_of_the_manuscript() {
        let below = |path| below(Path::new("/books/tea"), Path::new(path));
        assert_eq!(below("/books/tea/body/a.md").as_deref(), Some("body/a.md"));
        assert_eq!(below("/books/tea"), None);
        assert_eq!(below("/books/teapot/a.md"), None);
    }

    #[test]
    fn a_path_is_in_a_burst_once_and_as_it_was_first_told() {
        let mut burst = Vec::new();
        let (first, second) = (Instant::now(), Instant::now());
        add(&mut burst, Some("a.md".to_owned()), first, true);
        add(&mut burst, Some("b.md".to_owned()), second, false);
        add(&mut burst, Some("a.md".to_owned()), second, false);
        assert_eq!(burst.len(), 2);
        assert!(burst[0].is_new && burst[0].at == first);
    }
}
