//! The manuscript's folder: opens files by the paths that authors write. A path goes in; out come
//! bytes, or a [`Refusal`] that says why not. No path leaves the folder, only regular files are
//! opened, and every file and their sum have a limit.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, codes, nearest};
use crate::source::Span;

const MIB: u64 = 1024 * 1024;

/// The folders that are searched for a file that is not where it is said to be.
const MAX_FOLDERS: usize = 64;

/// How many bytes of each kind of file are read. A 450-page book has about 2 MB of text, so the
/// limits are far from any book and near enough to keep a build within a small machine's memory.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// A text.
    pub text: u64,
    /// `book.toml` or a registry. Less than a text, because each mistake in it costs a new reading.
    pub settings: u64,
    /// An ICC profile: those of presses have one to three megabytes.
    pub profile: u64,
    /// A PNG or JPEG file.
    pub image: u64,
    /// An SVG file: a tree of its elements takes many times its size.
    pub drawing: u64,
    /// The pixels of an image: 100 megapixels are a page of 240 x 170 mm at more than 1,000 dpi.
    pub pixels: u64,
    /// All files together.
    pub manuscript: u64,
}

impl Limits {
    /// The limits of every build.
    pub const STANDARD: Limits = Limits {
        text: 64 * MIB,
        settings: 4 * MIB,
        profile: 16 * MIB,
        image: 64 * MIB,
        drawing: 16 * MIB,
        pixels: 100_000_000,
        manuscript: 1024 * MIB,
    };
}

/// A folder that is being read.
#[derive(Debug)]
pub struct Folder {
    /// As the disk knows it, without symbolic links.
    root: PathBuf,
    /// How many bytes may still be read.
    left: u64,
    /// The names in each folder, read once: for the case of letters and for suggestions.
    listings: BTreeMap<PathBuf, BTreeSet<String>>,
}

/// A file that was read.
#[derive(Debug)]
pub struct FoundFile {
    /// The bytes.
    pub data: Vec<u8>,
    /// Where it lies: two paths to one file have the same.
    pub place: PathBuf,
}

/// Why a file was not read.
#[derive(Debug)]
pub enum Refusal {
    /// The path is not written as the tool reads paths; the reason.
    Spelling(&'static str),
    /// The path leads outside the folder; how.
    Outside(&'static str),
    /// There is no such file; the nearest one in the same folder.
    Missing(Option<String>),
    /// The file has other capitals on the disk.
    OtherCase(String),
    /// It is a folder, a device or a pipe.
    NotAFile,
    /// The file is larger than this many bytes.
    TooLarge(u64),
    /// With this file, the manuscript is larger than the tool reads.
    TooMuch,
    /// The disk refused.
    Unreadable(io::Error),
}

impl Folder {
    /// Opens a folder, of which `spent` bytes have been read before.
    ///
    /// # Errors
    /// The folder is not there, is not a folder, or cannot be read.
    pub fn open(root: &Path, limits: &Limits, spent: u64) -> io::Result<Folder> {
        let root = root.canonicalize()?;
        fs::read_dir(&root)?;
        Ok(Folder {
            root,
            left: limits.manuscript.saturating_sub(spent),
            listings: BTreeMap::new(),
        })
    }

    /// Reads the file at a path as authors write it: relative, with `/`.
    ///
    /// # Errors
    /// A [`Refusal`].
    pub fn read(&mut self, path: &str, limit: u64) -> Result<FoundFile, Refusal> {
        check_spelling(path)?;
        let joined = self.root.join(path);
        let place = joined.canonicalize().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => self.missing(path),
            _ => Refusal::Unreadable(error),
        })?;
        if !place.starts_with(&self.root) {
            return Err(Refusal::Outside("a symbolic link leads out of it"));
        }
        if let Some(actual) = self.other_case(path) {
            return Err(Refusal::OtherCase(actual));
        }
        // Asked before opening: opening a pipe waits for its other end.
        if !fs::metadata(&place).map_err(Refusal::Unreadable)?.is_file() {
            return Err(Refusal::NotAFile);
        }
        let data = self.take(&place, limit)?;
        Ok(FoundFile { data, place })
    }

    /// Reads no more than the limits allow, whatever size the disk tells.
    fn take(&mut self, place: &Path, limit: u64) -> Result<Vec<u8>, Refusal> {
        let file = File::open(place).map_err(Refusal::Unreadable)?;
        let mut data = Vec::new();
        file.take(limit.min(self.left).saturating_add(1))
            .read_to_end(&mut data)
            .map_err(Refusal::Unreadable)?;
        let size = data.len() as u64;
        if size > limit {
            return Err(Refusal::TooLarge(limit));
        }
        self.left = self.left.checked_sub(size).ok_or(Refusal::TooMuch)?;
        Ok(data)
    }

    /// What to say of a path at which nothing lies.
    fn missing(&mut self, path: &str) -> Refusal {
        if let Some(actual) = self.other_case(path) {
            return Refusal::OtherCase(actual);
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let names = self.listing(&self.root.join(folder));
        let near = nearest(name, names.iter().map(String::as_str));
        let near = near.map(|near| match folder {
            "" => near.to_owned(),
            _ => format!("{folder}/{near}"),
        });
        Refusal::Missing(near.or_else(|| self.elsewhere(name)))
    }

    /// The file of this name in one of the folders of the manuscript's own.
    fn elsewhere(&mut self, name: &str) -> Option<String> {
        let root = self.root.clone();
        let names = self.listing(&root).clone();
        let folders = std::iter::once(None).chain(names.iter().map(Some));
        folders.take(MAX_FOLDERS).find_map(|folder| {
            let path = match folder {
                Some(folder) => format!("{folder}/{name}"),
                None => name.to_owned(),
            };
            let place = self.root.join(&path).canonicalize().ok()?;
            (place.starts_with(&self.root) && place.is_file()).then_some(path)
        })
    }

    /// The path as the disk writes it, if it differs from `path` in the case of letters alone.
    fn other_case(&mut self, path: &str) -> Option<String> {
        let mut actual = Vec::new();
        let mut folder = self.root.clone();
        for part in path.split('/') {
            let names = self.listing(&folder);
            let name = if names.contains(part) {
                part.to_owned()
            } else {
                let lower = part.to_lowercase();
                names
                    .iter()
                    .find(|name| name.to_lowercase() == lower)?
                    .clone()
            };
            folder.push(&name);
            actual.push(name);
        }
        let actual = actual.join("/");
        (actual != path).then_some(actual)
    }

    /// The names in a folder; none if it cannot be read.
    fn listing(&mut self, folder: &Path) -> &BTreeSet<String> {
        self.listings.entry(folder.to_owned()).or_insert_with(|| {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            entries
                .filter_map(|entry| entry.file_name().into_string().ok())
                .collect()
        })
    }
}

/// Whether a path is relative, written with `/`, and goes only downwards.
fn check_spelling(path: &str) -> Result<(), Refusal> {
    let drive = matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    if path.is_empty() {
        Err(Refusal::Spelling("it is empty"))
    } else if path.contains('\0') {
        Err(Refusal::Spelling("it has a zero byte in it"))
    } else if path.contains("://") {
        Err(Refusal::Outside("nothing is fetched from the network"))
    } else if path.contains('\\') {
        Err(Refusal::Spelling(
            "folders are separated by `/`, not by `\\`",
        ))
    } else if path.starts_with('/') || drive {
        Err(Refusal::Outside("it starts at the root of the disk"))
    } else if path.split('/').any(|part| part == "..") {
        Err(Refusal::Outside("`..` goes upwards"))
    } else if path.split('/').any(|part| part.is_empty() || part == ".") {
        Err(Refusal::Spelling(
            "every part between two `/` is the name of a folder",
        ))
    } else {
        Ok(())
    }
}

impl Refusal {
    /// The finding about `path`, which is named at `span`.
    pub fn diagnostic(self, path: &str, span: Option<Span>) -> Diagnostic {
        let say = |code: &'static Code, message: String| Diagnostic::new(code, span, message);
        match self {
            Refusal::Spelling(reason) => say(
                codes::FILE_PATH,
                format!("`{path}` is not a path: {reason}"),
            )
            .help("write it from the folder of book.toml on, as `body/intro.md`"),
            Refusal::Outside(how) => say(
                codes::FILE_OUTSIDE,
                format!("`{path}` leads outside the manuscript's folder: {how}"),
            )
            .help("copy the file into the manuscript's folder and name it from there"),
            Refusal::Missing(near) => {
                let missing = say(codes::FILE_MISSING, format!("there is no file `{path}`"));
                match near {
                    Some(near) => missing.help(format!("did you mean `{near}`?")),
                    None => missing.help(
                        "paths start in the folder of book.toml, as `body/intro.md`; correct this one, or \
                         add the file",
                    ),
                }
            }
            Refusal::OtherCase(actual) => {
                say(codes::FILE_MISSING, format!("there is no file `{path}`")).help(format!(
                    "the file is called `{actual}`; small and capital letters count, also where \
                     this disk does not mind"
                ))
            }
            Refusal::NotAFile => say(
                codes::FILE_UNREADABLE,
                format!("`{path}` is a folder or a device, not a file"),
            )
            .help("name a file; each text and each image has an entry of its own"),
            Refusal::TooLarge(limit) => say(
                codes::FILE_TOO_LARGE,
                format!("`{path}` is larger than {}", size(limit)),
            )
            .help("split a text; scale an image down to the size at which it is printed"),
            Refusal::TooMuch => say(
                codes::FILE_TOO_LARGE,
                format!("with `{path}` the manuscript is larger than the tool reads"),
            )
            .help("scale the images down to the size at which they are printed"),
            Refusal::Unreadable(error) => say(
                codes::FILE_UNREADABLE,
                format!("cannot read `{path}`: {error}"),
            )
            .help("see who may read it, and whether the disk is well"),
        }
    }
}

/// A limit in words.
fn size(bytes: u64) -> String {
    if bytes >= MIB {
        format!("{} MiB", bytes / MIB)
    } else {
        format!("{bytes} bytes")
    }
}
