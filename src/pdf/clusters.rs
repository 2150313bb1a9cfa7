//! The clusters of a shaped word: which glyphs show which piece of its text.

use crate::layout::{Glyph, WordView};

/// Glyphs that belong together, and the text that they show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// One glyph or more.
    pub glyphs: &'a [Glyph],
    /// Their text; empty only for a hyphen that hyphenation put there.
    pub text: &'a str,
}

/// The clusters of a word from left to right. With `soft_hyphen` its last glyph is a cluster
/// without text.
pub fn clusters<'a>(word: WordView<'a>, soft_hyphen: bool) -> Vec<Cluster<'a>> {
    let (glyphs, hyphen) = match word.glyphs.split_last() {
        Some((hyphen, rest)) if soft_hyphen => (rest, Some(hyphen)),
        _ => (word.glyphs, None),
    };
    // The hyphen's own text, where the shaper gave it one, ends the text before it.
    let end = hyphen.map_or(word.text.len(), |hyphen| hyphen.cluster as usize);
    let ends_early = glyphs
        .last()
        .is_some_and(|glyph| glyph.cluster as usize >= end);
    let end = if ends_early { word.text.len() } else { end };

    let mut found = Vec::with_capacity(word.glyphs.len());
    let mut groups = glyphs.chunk_by(|a, b| a.cluster == b.cluster).peekable();
    let start = |group: &[Glyph]| group.first().map(|glyph| glyph.cluster);
    let mut before = None;
    while let Some(glyphs) = groups.next() {
        let from = start(glyphs).unwrap_or(0);
        // From right to left the text that follows belongs to the group before.
        let following = [groups.peek().and_then(|next| start(next)), before];
        let to = following
            .into_iter()
            .flatten()
            .filter(|next| *next > from)
            .min();
        let to = to.map_or(end, |to| to as usize);
        found.push(Cluster {
            glyphs,
            text: word.text.get(from as usize..to).unwrap_or(""),
        });
        before = Some(from);
    }
    if hyphen.is_some() {
        found.push(Cluster {
            glyphs: &word.glyphs[word.glyphs.len() - 1..],
            text: "",
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::FaceId;

    fn shown(text: &str, starts: &[u32], soft_hyphen: bool) -> Vec<(usize, String)> {
        let glyphs: Vec<Glyph> = (1..)
            .zip(starts)
            .map(|(id, cluster)| Glyph {
                id,
                advance: 500,
                x_offset: 0,
                y_offset: 0,
                cluster: *cluster,
            })
            .collect();
        let word = WordView {
            face: FaceId(0),
            glyphs: &glyphs,
            text,
            width: 0,
        };
        let found = clusters(word, soft_hyphen);
        found
            .iter()
            .map(|c| (c.glyphs.len(), c.text.to_owned()))
            .collect()
    }

    #[test]
    fn every_glyph_shows_its_text_in_both_directions() {
        let pair = |count: usize, text: &str| (count, text.to_owned());
        assert_eq!(shown("fie", &[0, 2], false), [pair(1, "fi"), pair(1, "e")]);
        assert_eq!(shown("éa", &[0, 0, 2], false), [pair(2, "é"), pair(1, "a")]);
        assert_eq!(
            shown("abc", &[2, 1, 0], false),
            [pair(1, "c"), pair(1, "b"), pair(1, "a")]
        );
    }

    #[test]
    fn a_soft_hyphen_has_no_text_whether_or_not_it_was_shaped_with_the_word() {
        for text in ["of", "of-"] {
            let found = shown(text, &[0, 1, 2], true);
            let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
            assert_eq!(texts, ["o", "f", ""]);
        }
    }
}
