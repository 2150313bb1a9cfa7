//! Calls of hayagriva that may panic: a closure goes in, what it returns comes out, or nothing where
//! it panicked. While such a call runs, its thread says so, and whoever prints panics can leave out
//! those that are caught here.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a call; `None` where it panicked.
pub fn guarded<T>(call: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let returned = catch_unwind(AssertUnwindSafe(call)).ok();
    GUARDED.set(before);
    returned
}

/// Whether this thread is inside a call whose panics are caught and reported as findings.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing_and_the_guard_ends_with_the_call() {
        assert!(!is_guarded());
        assert_eq!(guarded(is_guarded), Some(true));
        assert!(!is_guarded());
        let elsewhere = guarded(|| std::thread::spawn(is_guarded).join().ok());
        assert_eq!(elsewhere, Some(Some(false)));
        // The test's own printing of panics is left as it is: this one is seen where tests show them.
        assert_eq!(guarded(|| -> u8 { panic!("for the test") }), None);
        assert!(!is_guarded());
    }
}
