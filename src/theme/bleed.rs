//! The bleed: what is printed beyond each edge of the trim. `[page] bleed` of book.toml is one length or
//! a table with a length for each edge.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::length::Length;

/// A length at each edge of the page. Inside is the side of the spine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(from = "Spelled", into = "Spelled")]
pub struct Edges {
    /// At the head.
    pub head: Length,
    /// At the foot.
    pub foot: Length,
    /// At the spine.
    pub inside: Length,
    /// At the fore edge.
    pub outside: Length,
}

impl Edges {
    /// No length at any edge.
    pub const NONE: Edges = Edges::all(Length::ZERO);

    /// The same length at each edge.
    pub const fn all(length: Length) -> Edges {
        Edges {
            head: length,
            foot: length,
            inside: length,
            outside: length,
        }
    }
}

/// The bleed of the house.
const DEFAULT: Length = Length::centimillimetres(300);

/// The two spellings.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Spelled {
    Alike(Length),
    Apart {
        #[serde(default = "default")]
        head: Length,
        #[serde(default = "default")]
        foot: Length,
        #[serde(default = "default")]
        inside: Length,
        #[serde(default = "default")]
        outside: Length,
    },
}

fn default() -> Length {
    DEFAULT
}

impl From<Spelled> for Edges {
    fn from(spelled: Spelled) -> Edges {
        match spelled {
            Spelled::Alike(length) => Edges::all(length),
            Spelled::Apart {
                head,
                foot,
                inside,
                outside,
            } => Edges {
                head,
                foot,
                inside,
                outside,
            },
        }
    }
}

impl From<Edges> for Spelled {
    fn from(edges: Edges) -> Spelled {
        let Edges {
            head,
            foot,
            inside,
            outside,
        } = edges;
        match edges == Edges::all(head) {
            true => Spelled::Alike(head),
            false => Spelled::Apart {
                head,
                foot,
                inside,
                outside,
            },
        }
    }
}

impl JsonSchema for Edges {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Edges".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut edge = |meaning: Option<&str>| {
            let mut own = Length::json_schema(generator);
            own.insert("x-minimum".to_owned(), json!("0"));
            own.insert("x-maximum".to_owned(), json!("25mm"));
            own.insert("default".to_owned(), json!(DEFAULT.to_text()));
            if let Some(meaning) = meaning {
                own.insert("description".to_owned(), json!(meaning));
            }
            Value::from(own)
        };
        json_schema!({
            "anyOf": [
                edge(None),
                {
                    "type": "object",
                    "additionalProperties": false,
                    "properties": {
                        "head": edge(Some("At the head.")),
                        "foot": edge(Some("At the foot.")),
                        "inside": edge(Some("At the spine.")),
                        "outside": edge(Some("At the fore edge.")),
                    },
                },
            ],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_one_length_or_one_for_each_edge() {
        let read = |text: &str| serde_json::from_str::<Edges>(text).expect("edges");
        let three = Length::centimillimetres(300);
        assert_eq!(read("\"3mm\""), Edges::all(three));
        let bound = Edges {
            inside: Length::ZERO,
            ..Edges::all(three)
        };
        assert_eq!(read("{ \"inside\": \"0\" }"), bound);
        for own in [bound, Edges::all(three)] {
            let written = serde_json::to_string(&own).expect("text");
            assert_eq!(read(&written), own);
        }
    }
}
