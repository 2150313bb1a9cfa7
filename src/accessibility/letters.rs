//! What languages are written in: the script of a character, the scripts of a language, and the letters
//! that a language has beyond the Latin alphabet. What is not known of a language is no evidence.

use crate::document::primary_language;

/// A script, as far as its letters tell languages apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the scripts")]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Thai,
    Georgian,
    Hangul,
    Kana,
    Han,
}

/// Letters of other scripts than Latin begin with this byte or a greater one: U+0370 is `CD B0`.
pub const LATIN_ENDS: u8 = 0xCD;

impl Script {
    /// The script of a letter; `None` for what is no letter, and for letters of other scripts.
    pub fn of(c: char) -> Option<Script> {
        if c.is_ascii() {
            return c.is_ascii_alphabetic().then_some(Script::Latin);
        }
        if !c.is_alphabetic() {
            return None;
        }
        Some(match c {
            // The micro sign is a unit, the ordinal indicators are figures.
            '\u{b5}' | '\u{aa}' | '\u{ba}' => return None,
            '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
            '\u{400}'..='\u{52f}' => Script::Cyrillic,
            '\u{531}'..='\u{587}' => Script::Armenian,
            '\u{5d0}'..='\u{5ea}' => Script::Hebrew,
            '\u{620}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}' => {
                Script::Arabic
            }
            '\u{900}'..='\u{97f}' => Script::Devanagari,
            '\u{e00}'..='\u{e7f}' => Script::Thai,
            '\u{10a0}'..='\u{10ff}' => Script::Georgian,
            '\u{ac00}'..='\u{d7a3}' | '\u{1100}'..='\u{11ff}' => Script::Hangul,
            '\u{3041}'..='\u{30ff}' => Script::Kana,
            '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' => Script::Han,
            _ => return None,
        })
    }

    /// The script that a language is written in by its tag; `None` where that is not known.
    pub fn of_language(tag: &str) -> Option<Script> {
        let parts = tag.split('-').skip(1);
        for part in parts {
            match part.to_ascii_lowercase().as_str() {
                "latn" => return Some(Script::Latin),
                "cyrl" => return Some(Script::Cyrillic),
                "arab" => return Some(Script::Arabic),
                "x" => break,
                part if part.len() == 4 && part.chars().all(|c| c.is_ascii_alphabetic()) => {
                    return None;
                }
                _ => {}
            }
        }
        Some(match primary_language(tag).as_str() {
            "ca" | "cs" | "cy" | "da" | "de" | "en" | "es" | "et" | "eu" | "fi" | "fr" | "ga"
            | "hr" | "hu" | "id" | "is" | "it" | "la" | "lt" | "lv" | "mt" | "nl" | "no" | "nb"
            | "nn" | "pl" | "pt" | "ro" | "sk" | "sl" | "sq" | "sv" | "sw" | "tr" | "vi" => {
                Script::Latin
            }
            "el" => Script::Greek,
            "be" | "bg" | "mk" | "ru" | "uk" => Script::Cyrillic,
            "hy" => Script::Armenian,
            "he" => Script::Hebrew,
            "ar" | "fa" | "ur" => Script::Arabic,
            "hi" | "mr" | "ne" => Script::Devanagari,
            "th" => Script::Thai,
            "ka" => Script::Georgian,
            "ko" => Script::Hangul,
            "ja" => Script::Kana,
            "zh" => Script::Han,
            _ => return None,
        })
    }

    /// Whether its letters are at home in texts of another script: Latin ones are everywhere, in names
    /// and acronyms, and Chinese ones in Japanese and Korean.
    pub fn is_written_with(self, language: Script) -> bool {
        self == language
            || self == Script::Latin
            || (self == Script::Han && matches!(language, Script::Kana | Script::Hangul))
    }

    /// Its name, for a message.
    pub fn name(self) -> &'static str {
        match self {
            Script::Latin => "Latin",
            Script::Greek => "Greek",
            Script::Cyrillic => "Cyrillic",
            Script::Armenian => "Armenian",
            Script::Hebrew => "Hebrew",
            Script::Arabic => "Arabic",
            Script::Devanagari => "Devanagari",
            Script::Thai => "Thai",
            Script::Georgian => "Georgian",
            Script::Hangul => "Korean",
            Script::Kana => "Japanese",
            Script::Han => "Chinese",
        }
    }

    /// The tag of a language that is written in it, for an example.
    pub fn tag(self) -> &'static str {
        match self {
            Script::Latin => "en",
            Script::Greek => "el",
            Script::Cyrillic => "ru",
            Script::Armenian => "hy",
            Script::Hebrew => "he",
            Script::Arabic => "ar",
            Script::Devanagari => "hi",
            Script::Thai => "th",
            Script::Georgian => "ka",
            Script::Hangul => "ko",
            Script::Kana => "ja",
            Script::Han => "zh",
        }
    }
}

/// The letters of a language beyond `a` to `z`, and words that are its own and of no other language
/// that is written in Latin letters.
#[derive(Debug)]
pub struct Alphabet {
    letters: &'static str,
    words: &'static [&'static str],
}

const ALPHABETS: &[(&str, Alphabet)] = &[
    (
        "en",
        Alphabet {
            letters: "",
            words: &[
                "and", "are", "by", "for", "from", "is", "of", "that", "the", "this", "to", "was",
                "with",
            ],
        },
    ),
    (
        "fr",
        Alphabet {
            letters: "àâæçéèêëîïôœùûüÿ",
            words: &[
                "aux", "dans", "des", "du", "est", "et", "les", "pour", "sont", "sur", "une",
            ],
        },
    ),
    (
        "de",
        Alphabet {
            letters: "äöüß",
            words: &[
                "auf", "das", "der", "für", "ist", "mit", "nicht", "und", "von", "zu",
            ],
        },
    ),
    (
        "es",
        Alphabet {
            letters: "áéíñóúü",
            words: &["con", "del", "el", "en", "los", "para", "por", "una", "y"],
        },
    ),
    (
        "it",
        Alphabet {
            letters: "àèéìîòóù",
            words: &["che", "con", "della", "gli", "il", "nel", "per", "sono"],
        },
    ),
];

impl Alphabet {
    /// That of a language, where it is known.
    pub fn of(tag: &str) -> Option<&'static Alphabet> {
        let language = primary_language(tag);
        let found = ALPHABETS.iter().find(|(own, _)| *own == language);
        found.map(|(_, alphabet)| alphabet)
    }

    /// Whether a Latin letter is none of the language's.
    pub fn lacks(&self, c: char) -> bool {
        Script::of(c) == Some(Script::Latin)
            && !c.is_ascii()
            && !c.to_lowercase().all(|c| self.letters.contains(c))
    }

    /// Whether a word is one of the language's own.
    pub fn is_own_word(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase().as_str())
    }
}
