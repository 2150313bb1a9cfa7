//! The one integration binary: every module is one area of what the house and the program promise.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test says what it expects by failing, in its helpers too"
)]

mod tidy;
