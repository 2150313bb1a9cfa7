//! A program that watches a manuscript: its lines are waited for, with a limit that only a program reaches
//! that does not say what it should.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::harness::Workshop;

/// How long a line may be waited for. It comes within moments, or never.
const LIMIT: Duration = Duration::from_secs(120);

/// A program that watches; it ends with this.
pub struct Watching {
    program: Child,
    /// The lines of standard output and of standard error: which of two is read first is left to chance.
    out: Receiver<String>,
    err: Receiver<String>,
    /// All that was read.
    pub said: Vec<String>,
}

impl Watching {
    /// Starts it and waits for the first build.
    pub fn begin(workshop: &Workshop, arguments: &[&str]) -> Watching {
        let mut watching = Watching::start(workshop, arguments);
        watching.wait_for("Ctrl-C ends it");
        watching
    }

    pub fn start(workshop: &Workshop, arguments: &[&str]) -> Watching {
        let mut program = workshop
            .command(&[&["watch"], arguments].concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let out = lines_of(program.stdout.take());
        let err = lines_of(program.stderr.take());
        Watching {
            program,
            out,
            err,
            said: Vec::new(),
        }
    }

    /// The next line of standard output with these words.
    #[track_caller]
    pub fn wait_for(&mut self, words: &str) -> String {
        let line = next_line(&self.out, words, &mut self.said);
        line.unwrap_or_else(|| panic!("no `{words}` in {:#?}", self.said))
    }

    /// The next line of standard error with these words.
    #[track_caller]
    pub fn wait_for_finding(&mut self, words: &str) -> String {
        let line = next_line(&self.err, words, &mut self.said);
        line.unwrap_or_else(|| panic!("no `{words}` in {:#?}", self.said))
    }

    /// The next line that ends a build, which was caused by this.
    #[track_caller]
    pub fn wait_for_build_after(&mut self, name: &str) -> String {
        let line = self.wait_for(" changed");
        let after = format!(" after {name} changed");
        assert!(line.contains(&after), "no `{after}` in {:#?}", self.said);
        line
    }

    /// Interrupts it, as Ctrl-C does.
    #[cfg(unix)]
    pub fn interrupt(&mut self) {
        use std::os::unix::process::ExitStatusExt;
        let process = self.program.id().to_string();
        let sent = Command::new("kill").args(["-INT", &process]).status();
        assert!(sent.expect("kill").success());
        let status = self.program.wait().expect("a process of our own");
        assert_eq!(status.signal(), Some(2), "{status:?}");
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended before.
        drop(self.program.kill());
        drop(self.program.wait());
    }
}

/// The lines of a stream as they come.
fn lines_of(stream: Option<impl Read + Send + 'static>) -> Receiver<String> {
    let stream = BufReader::new(stream.expect("a pipe"));
    let (sender, lines) = channel();
    thread::spawn(move || {
        for line in stream.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    lines
}

/// The next line with these words, if it comes.
fn next_line(lines: &Receiver<String>, words: &str, said: &mut Vec<String>) -> Option<String> {
    let begun = Instant::now();
    loop {
        let left = LIMIT.saturating_sub(begun.elapsed());
        let line = lines.recv_timeout(left).ok()?;
        said.push(line.clone());
        if line.contains(words) {
            return Some(line);
        }
    }
}
