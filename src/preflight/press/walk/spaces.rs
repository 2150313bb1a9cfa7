//! Objects -> the colour spaces that they are or name.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use crate::preflight::pdf_syntax::{Dictionary, Object};

use super::super::file::PressFile;
use super::super::survey::{Intent, read_icc};
use super::colours::{Family, Space};

/// How deep spaces may lie in each other.
const DEEPEST: usize = 4;

/// The most colorants of a space, and the most bytes of a table of colours.
const MOST_COLORANTS: usize = 32;
const LARGEST_TABLE: usize = 256 * MOST_COLORANTS;

/// The most objects of a tint transform that are looked at.
const MOST_PARTS: usize = 1_000;

/// Reads spaces of a file.
#[derive(Clone, Copy)]
pub struct SpaceReader<'s> {
    /// The file.
    pub file: &'s PressFile<'s>,
    /// Its output intents.
    pub intents: &'s [Intent<'s>],
}

impl<'s> SpaceReader<'s> {
    /// The space that an object is, or names in the resources.
    pub fn space(&self, object: &Object, resources: Option<&Dictionary>) -> Space {
        self.nested(object, resources, 0)
    }

    fn nested(&self, object: &Object, resources: Option<&Dictionary>, depth: usize) -> Space {
        if depth > DEEPEST {
            return Space::broken("is nested too deep");
        }
        match self.file.resolve(object) {
            Some(Object::Name(name)) => self.named(name, resources, depth),
            Some(Object::Array(items)) => self.array(items, resources, depth),
            _ => Space::broken("is none that PDF knows"),
        }
    }

    fn named(&self, name: &[u8], resources: Option<&Dictionary>, depth: usize) -> Space {
        let spaces = resources.and_then(|own| self.file.dictionary(own, b"ColorSpace"));
        let (family, default): (Family, &[u8]) = match name {
            b"DeviceGray" | b"G" => (Family::Gray, b"DefaultGray"),
            b"DeviceRGB" | b"RGB" => (Family::Rgb, b"DefaultRGB"),
            b"DeviceCMYK" | b"CMYK" => (Family::Cmyk, b"DefaultCMYK"),
            b"Pattern" => return Space::device(Family::Pattern),
            _ => {
                let own = spaces.and_then(|own| self.file.entry(own, name));
                return match own {
                    Some(own) => self.nested(own, resources, depth + 1),
                    None => Space::broken("is not among the resources"),
                };
            }
        };
        let own = spaces.and_then(|own| self.file.entry(own, default));
        match own {
            // The space that stands for it has no such name itself.
            Some(own @ Object::Array(_)) => self.nested(own, None, depth + 1),
            _ => Space::device(family),
        }
    }

    fn array(&self, items: &[Object], resources: Option<&Dictionary>, depth: usize) -> Space {
        let first = items.first().and_then(|own| self.file.resolve(own)?.name());
        let item = |at: usize| items.get(at);
        let base = |at: usize| item(at).map(|own| Rc::new(self.nested(own, resources, depth + 1)));
        match first.unwrap_or_default() {
            b"CalGray" => Space::device(Family::Calibrated),
            b"CalRGB" | b"Lab" => Space {
                components: 3,
                ..Space::device(Family::Calibrated)
            },
            b"ICCBased" => self.icc(item(1)),
            b"Indexed" | b"I" => self.indexed(base(1), item(3)),
            b"Pattern" => Space {
                base: base(1),
                ..Space::device(Family::Pattern)
            },
            b"Separation" => {
                let name = item(1).and_then(|own| self.file.resolve(own)?.name());
                let name = name.unwrap_or_default().to_vec();
                self.colorants(Family::Separation, vec![name], base(2), item(3))
            }
            b"DeviceN" => {
                let names = item(1).and_then(|own| self.file.resolve(own)?.array());
                let names = names.unwrap_or_default().iter();
                let names = names.map(|own| self.file.resolve(own).and_then(Object::name));
                let names: Vec<Vec<u8>> = names
                    .map(|own| own.unwrap_or_default().to_vec())
                    .take(MOST_COLORANTS + 1)
                    .collect();
                self.colorants(Family::DeviceN, names, base(2), item(3))
            }
            name if items.len() == 1 => self.named(name, resources, depth + 1),
            _ => Space::broken("is none that PDF knows"),
        }
    }

    fn icc(&self, object: Option<&Object>) -> Space {
        let object = object.and_then(|own| self.file.resolve(own));
        let own = object.and_then(Object::dictionary);
        let components = own.and_then(|own| self.file.entry(own, b"N")?.whole());
        let data = object.and_then(|own| self.file.stream(own));
        let profile = match &data {
            Some(own) => read_icc(&own.data),
            None => Err("it cannot be decoded"),
        };
        let fault = match (&profile, components) {
            (Err(_), _) => Some("has a profile that cannot be read"),
            (Ok(own), Some(components)) if own.components != components => {
                Some("says another number of components than its profile")
            }
            (Ok(_), None) => Some("does not say how many components it has"),
            (Ok(_), Some(_)) => None,
        };
        let is_intent = data.is_some_and(|own| {
            let mut others = self.intents.iter().filter_map(|own| own.data.as_ref());
            others.any(|other| *other == own.data)
        });
        let told = components.filter(|own| matches!(own, 1 | 3 | 4));
        Space {
            components: told
                .or(profile.as_ref().ok().map(|own| own.components))
                .unwrap_or(0),
            icc: Some(profile),
            is_intent,
            fault,
            ..Space::device(Family::Icc)
        }
    }

    fn indexed(&self, base: Option<Rc<Space>>, table: Option<&Object>) -> Space {
        let table = match table.and_then(|own| self.file.resolve(own)) {
            Some(Object::String(bytes)) => bytes.clone(),
            Some(own @ Object::Stream(..)) => self
                .file
                .stream(own)
                .map(|own| own.data.clone())
                .unwrap_or_default(),
            _ => Vec::new(),
        };
        let is_plain = base.as_ref().is_some_and(|own| {
            !matches!(
                own.family,
                Family::Indexed | Family::Pattern | Family::Unknown
            )
        });
        Space {
            base,
            fault: (!is_plain).then_some("has a table of colours of no space"),
            table: table.into_iter().take(LARGEST_TABLE).collect(),
            ..Space::device(Family::Indexed)
        }
    }

    fn colorants(
        &self,
        family: Family,
        names: Vec<Vec<u8>>,
        base: Option<Rc<Space>>,
        tint: Option<&Object>,
    ) -> Space {
        let has_base = base.as_ref().is_some_and(|own| {
            matches!(
                own.family,
                Family::Gray | Family::Rgb | Family::Cmyk | Family::Calibrated | Family::Icc
            )
        });
        let has_tint = tint
            .and_then(|own| self.file.resolve(own))
            .is_some_and(|own| {
                own.dictionary()
                    .is_some_and(|own| own.contains_key(b"FunctionType".as_slice()))
            });
        let fault = if names.is_empty() || names.iter().any(Vec::is_empty) {
            Some("names no colorant")
        } else if names.len() > MOST_COLORANTS {
            Some("has more colorants than PDF allows")
        } else if !has_base {
            Some("has no alternate space")
        } else if !has_tint {
            Some("has no tint transform")
        } else {
            None
        };
        let mut hasher = DefaultHasher::new();
        let mut left = MOST_PARTS;
        let kind = base.as_ref().map(|own| (own.family as u8, own.components));
        kind.hash(&mut hasher);
        if let Some(tint) = tint {
            self.hash(tint, &mut hasher, &mut left, 0);
        }
        Space {
            components: names.len(),
            colorants: names,
            base,
            tint: hasher.finish(),
            fault,
            ..Space::device(family)
        }
    }

    /// What a function is, wherever it stands in the file.
    fn hash(&self, object: &Object, into: &mut DefaultHasher, left: &mut usize, depth: usize) {
        if *left == 0 || depth > 8 {
            return;
        }
        *left -= 1;
        match self.file.resolve(object) {
            Some(Object::Number(own)) => own.to_bits().hash(into),
            Some(Object::Name(own) | Object::String(own)) => own.hash(into),
            Some(Object::Array(items)) => {
                items.len().hash(into);
                items
                    .iter()
                    .for_each(|own| self.hash(own, into, left, depth + 1));
            }
            Some(Object::Dictionary(own)) => self.hash_entries(own, into, left, depth),
            Some(stream @ Object::Stream(own, _)) => {
                self.hash_entries(own, into, left, depth);
                if let Some(own) = self.file.stream(stream) {
                    own.data.hash(into);
                }
            }
            _ => 0_u8.hash(into),
        }
    }

    fn hash_entries(
        &self,
        own: &Dictionary,
        into: &mut DefaultHasher,
        left: &mut usize,
        depth: usize,
    ) {
        let coding: [&[u8]; 3] = [b"Length", b"Filter", b"DecodeParms"];
        for (key, value) in own
            .iter()
            .filter(|(key, _)| !coding.contains(&key.as_slice()))
        {
            key.hash(into);
            self.hash(value, into, left, depth + 1);
        }
    }
}
