//! What the reader of TOML says of a file that breaks TOML's rules, in plain words: its message goes
//! in; what is wrong and how to mend it come out.

/// How the messages of the reader begin, what each says in plain words, and how to mend it.
const MESSAGES: &[(&str, &str, &str)] = &[
    (
        "string values must be quoted",
        "a text stands without quotes",
        "write it in quotes, as in `title = \"Tea\"`; a number and `true` or `false` have none",
    ),
    (
        "invalid boolean",
        "a text stands without quotes",
        "write it in quotes, as in `title = \"Tea\"`; a number and `true` or `false` have none",
    ),
    (
        "invalid basic string",
        "a text in quotes does not end on its line",
        "close it with `\"`; inside it write `\\\"` for a quotation mark and `\\\\` for `\\`",
    ),
    (
        "duplicate key",
        "this key is there twice",
        "delete one of the two, or join the two tables of this name",
    ),
    (
        "key with no value",
        "this key has no value",
        "write `key = value` on one line",
    ),
    (
        "missing value",
        "this key has no value",
        "write a value after `=`, as in `title = \"Tea\"`",
    ),
    (
        "missing assignment",
        "between a key and its value stands no `=`",
        "write `key = value` on one line",
    ),
    (
        "extra `=`",
        "there is one `=` too many",
        "write `key = value` on one line; text with `=` in it stands in quotes",
    ),
    (
        "extra assignment",
        "there is one `=` too many",
        "write `key = value` on one line; text with `=` in it stands in quotes",
    ),
    (
        "missing comma",
        "a comma is missing, or what is before it is not closed",
        "part the elements of a list by commas, and close it with `]`; a table in braces with `}`",
    ),
    ("extra comma", "there is one comma too many", "delete it"),
    (
        "unclosed array",
        "a list is not closed",
        "write `]` after its last element",
    ),
    (
        "unclosed inline table",
        "a table in braces is not closed",
        "write `}` after its last key",
    ),
    (
        "unclosed table",
        "the name of a table is not closed",
        "write `[name]`, or `[[name]]` for one of several, on a line of its own",
    ),
    (
        "invalid unquoted key",
        "this is not a key",
        "a key has letters without accents, digits, `-` and `_`",
    ),
    (
        "unexpected key or value",
        "this stands where a line should end",
        "write one `key = value` on a line; text stands in quotes",
    ),
    (
        "unexpected content",
        "this stands where a line should end",
        "write one `key = value` on a line; text stands in quotes",
    ),
    (
        "cannot recurse further",
        "tables or lists stand too deep in each other",
        "no setting needs more than four levels",
    ),
    (
        "recursion limit",
        "tables or lists stand too deep in each other",
        "no setting needs more than four levels",
    ),
];

/// The message and the help for one of the reader's messages, which is about the text `found`.
pub(super) fn plain_words(message: &str, found: &str) -> (String, &'static str) {
    // Where a value is missing the reader takes the end of the line for one.
    let message = match found.trim().is_empty() && message.contains("must be quoted") {
        true => "missing value",
        false => message,
    };
    let known = MESSAGES
        .iter()
        .find(|(begin, ..)| message.starts_with(begin));
    match known {
        Some((_, plain, help)) => ((*plain).to_owned(), *help),
        None => (
            format!("this is not TOML: {message}"),
            "each line is `[table]` or `key = value`; text stands in quotes",
        ),
    }
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// The first thing that is said of a text.
    fn said(text: &str) -> String {
        let (_, errors) = DeTable::parse_recoverable(text);
        let at = errors[0].span().unwrap();
        plain_words(errors[0].message(), &text[at]).0
    }

    #[test]
    fn common_slips_are_said_in_plain_words() {
        let cases = [
            ("title = Tea\n", "a text stands without quotes"),
            (
                "title = \"Tea\n",
                "a text in quotes does not end on its line",
            ),
            ("a = 1\na = 2\n", "this key is there twice"),
            ("title\n", "this key has no value"),
            ("title =\n", "this key has no value"),
            ("a = [1\n", "a list is not closed"),
            (
                "a = [1\nb = 2\n",
                "a comma is missing, or what is before it is not closed",
            ),
            (
                "a = [\"x\" \"y\"]\n",
                "a comma is missing, or what is before it is not closed",
            ),
            ("[book\na = 1\n", "the name of a table is not closed"),
            ("a = { b = 1\n", "a table in braces is not closed"),
            ("a = 1 b = 2\n", "this stands where a line should end"),
        ];
        let (said, expected): (Vec<_>, Vec<_>) = cases
            .into_iter()
            .map(|(text, expected)| (format!("{text}{}", said(text)), format!("{text}{expected}")))
            .unzip();
        assert_eq!(said, expected);
    }
}
