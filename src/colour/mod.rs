//! Colour of the press: an ICC profile -> the inks that print a colour. The one room that knows moxcms.
//!
//! A colour is separated relative to the paper, and its darkest tones are fitted to the darkest that the
//! press has (relative colorimetric with black point compensation), so that shadows keep their detail.

mod profile;
mod screen;
mod separator;

pub use profile::{Inks, OutputProfile, ProfileFault};
pub use screen::srgb;
pub use separator::Separator;
