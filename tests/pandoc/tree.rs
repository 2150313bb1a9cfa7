//! Pandoc's tree, as `--to json` writes it, in the notation of `notation`.

use serde_json::Value;

use crate::notation::{attributes, folded};

/// A document: its title, then its blocks.
pub fn of_document(document: &Value) -> String {
    let mut text = String::from("<title>");
    inlines(&document["meta"]["title"]["c"], &mut text);
    text.push_str("</title>");
    blocks(&document["blocks"], &mut text);
    folded(&text)
}

fn blocks(own: &Value, text: &mut String) {
    for block in items(own) {
        let content = &block["c"];
        match block["t"].as_str().unwrap_or_default() {
            "Plain" | "Para" => around("p", content, text),
            "Header" => {
                let level = content[0].as_u64().unwrap_or_default();
                text.push_str(&format!("<h{level}{}>", attribute(&content[1])));
                inlines(&content[2], text);
                text.push_str(&format!("</h{level}>"));
            }
            "BlockQuote" => {
                text.push_str("<quote>");
                blocks(content, text);
                text.push_str("</quote>");
            }
            "CodeBlock" => {
                let language = content[0][1][0].as_str().unwrap_or("");
                let code = string(&content[1]);
                text.push_str(&format!("<pre {language}>{code}\n</pre>"));
            }
            "HorizontalRule" => text.push_str("<hr>"),
            "BulletList" => list(None, content, text),
            "OrderedList" => list(content[0][0].as_u64(), &content[1], text),
            "DefinitionList" => definitions(content, text),
            "Div" => {
                text.push_str(&format!("<div{}>", attribute(&content[0])));
                blocks(&content[1], text);
                text.push_str("</div>");
            }
            "Table" => table(content, text),
            "Figure" => {
                text.push_str("<figure>");
                blocks(&content[2], text);
                text.push_str("<caption>");
                blocks(&content[1][1], text);
                text.push_str("</figure>");
            }
            other => text.push_str(&format!("<{other} {content}>")),
        }
    }
}

fn list(start: Option<u64>, own: &Value, text: &mut String) {
    let first_is_paragraph = |item: &Value| item[0]["t"] == "Para";
    let is_loose = items(own).iter().any(first_is_paragraph);
    text.push_str(if is_loose {
        "<list loose>"
    } else {
        "<list tight>"
    });
    if let Some(start) = start {
        text.push_str(&format!("<start {start}>"));
    }
    for item in items(own) {
        let mut inside = String::new();
        blocks(item, &mut inside);
        // A box to tick is a character of the text.
        let inside = match inside.strip_prefix("<p>") {
            Some(rest) if rest.starts_with("☐ ") => rest.replacen("☐ ", "<to do><p>", 1),
            Some(rest) if rest.starts_with("☒ ") => rest.replacen("☒ ", "<done><p>", 1),
            _ => inside,
        };
        text.push_str(&format!("<li>{inside}</li>"));
    }
    text.push_str("</list>");
}

fn definitions(own: &Value, text: &mut String) {
    text.push_str("<dl>");
    for entry in items(own) {
        around("dt", &entry[0], text);
        for meaning in items(&entry[1]) {
            text.push_str("<dd>");
            blocks(meaning, text);
            text.push_str("</dd>");
        }
    }
    text.push_str("</dl>");
}

fn table(own: &Value, text: &mut String) {
    text.push_str("<table");
    for column in items(&own[2]) {
        text.push_str(match column[0]["t"].as_str().unwrap_or_default() {
            "AlignRight" => " r",
            "AlignCenter" => " c",
            // What is not said is left.
            _ => " l",
        });
    }
    text.push_str("><head>");
    rows(&own[3][1], text);
    text.push_str("</head><rows>");
    for body in items(&own[4]) {
        rows(&body[3], text);
    }
    text.push_str("</rows></table>");
    if !items(&own[1][1]).is_empty() {
        text.push_str("<caption>");
        blocks(&own[1][1], text);
    }
}

fn rows(own: &Value, text: &mut String) {
    for row in items(own) {
        text.push_str("<row>");
        for cell in items(&row[1]) {
            text.push_str("<cell>");
            for block in items(&cell[4]) {
                inlines(&block["c"], text);
            }
            text.push_str("</cell>");
        }
        text.push_str("</row>");
    }
}

fn inlines(own: &Value, text: &mut String) {
    for inline in items(own) {
        let content = &inline["c"];
        match inline["t"].as_str().unwrap_or_default() {
            "Str" => text.push_str(string(content)),
            "Space" | "SoftBreak" => text.push(' '),
            "LineBreak" => text.push_str("<br>"),
            "Emph" => around("em", content, text),
            "Strong" => around("strong", content, text),
            "Strikeout" => around("del", content, text),
            "Superscript" => around("sup", content, text),
            "Subscript" => around("sub", content, text),
            "SmallCaps" => around("smallcaps", content, text),
            "Code" => text.push_str(&format!("<code>{}</code>", string(&content[1]))),
            "RawInline" => text.push_str(string(&content[1])),
            "Quoted" => {
                let mark = match content[0]["t"].as_str() {
                    Some("SingleQuote") => '\'',
                    _ => '"',
                };
                text.push(mark);
                inlines(&content[1], text);
                text.push(mark);
            }
            "Cite" => cite(&content[0], text),
            "Link" => {
                text.push_str(&format!("<a {}>", string(&content[2][0])));
                inlines(&content[1], text);
                text.push_str("</a>");
            }
            "Image" => {
                let mut alternative = String::new();
                inlines(&content[1], &mut alternative);
                let (url, own) = (string(&content[2][0]), attribute(&content[0]));
                text.push_str(&format!("<img {url} {alternative}{own}>"));
            }
            "Note" => {
                text.push_str("<note>");
                blocks(content, text);
                text.push_str("</note>");
            }
            // A mark for the index has no place in the notation: its words stand alone.
            "Span" if items(&content[0][1]).iter().any(|class| class == "index") => {
                inlines(&content[1], text);
            }
            "Span" => {
                text.push_str(&format!("<span{}>", attribute(&content[0])));
                inlines(&content[1], text);
                text.push_str("</span>");
            }
            other => text.push_str(&format!("<{other} {content}>")),
        }
    }
}

fn cite(own: &Value, text: &mut String) {
    let keys = items(own).iter().map(|item| {
        let (mut prefix, mut suffix) = (String::new(), String::new());
        inlines(&item["citationPrefix"], &mut prefix);
        inlines(&item["citationSuffix"], &mut suffix);
        // It parts "p." and its number by a no-break space.
        let suffix = suffix.replace('\u{a0}', " ");
        let sign = match string(&item["citationMode"]["t"]) {
            "SuppressAuthor" => "-@",
            _ => "@",
        };
        format!("{prefix}{sign}{}{suffix}", string(&item["citationId"]))
    });
    let keys: Vec<String> = keys.collect();
    text.push_str(&format!("<cite {}>", keys.join("; ")));
}

fn around(tag: &str, own: &Value, text: &mut String) {
    text.push_str(&format!("<{tag}>"));
    inlines(own, text);
    text.push_str(&format!("</{tag}>"));
}

/// `[id, [class], [[key, value]]]`
fn attribute(own: &Value) -> String {
    let classes: Vec<&str> = items(&own[1]).iter().map(string).collect();
    let pairs: Vec<(&str, &str)> = items(&own[2])
        .iter()
        .map(|pair| (string(&pair[0]), string(&pair[1])))
        .collect();
    attributes(string(&own[0]), &classes, &pairs)
}

fn items(own: &Value) -> &[Value] {
    own.as_array().map_or(&[], Vec::as_slice)
}

fn string(own: &Value) -> &str {
    own.as_str().unwrap_or_default()
}
