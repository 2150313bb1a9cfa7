//! The profiles hold the numbers that the guides give, each once.

use super::*;

fn inches(text: &str) -> Length {
    Length::parse(&format!("{text}in")).expect("inches")
}

fn profile(name: &str) -> &'static Profile {
    Profile::named(name).expect("a profile")
}

#[test]
fn every_file_is_a_profile_with_sources() {
    for text in FILES {
        let profile = parse(text).expect("a profile");
        let sources = profile.source.iter().map(|own| own.id.as_str());
        let sources: Vec<&str> = sources.collect();
        let mut named = vec![
            &profile.file.source,
            &profile.bleed.source,
            &profile.safety.source,
            &profile.pages.source,
            &profile.images.source,
        ];
        named.extend(profile.trim.iter().map(|own| &own.source));
        named.extend(profile.gutter.iter().map(|row| &row.source));
        named.extend(profile.spine.iter().map(|own| &own.source));
        if profile.ink != Ink::default() {
            named.push(&profile.ink.source);
        }
        if profile.lines != Lines::default() {
            named.push(&profile.lines.source);
        }
        for id in named {
            assert!(sources.contains(&id.as_str()), "{}: {id}", profile.name);
        }
        assert!(profile.source.iter().all(|own| own.year == 2026));
    }
    let names: Vec<&str> = Profile::all().iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["ingramspark", "kdp", "lulu", "sheetfed"]);
    assert!(Profile::named(DEFAULT).is_some());
}

#[test]
fn a_key_that_is_not_known_is_refused() {
    let wrong = FILES[1].replace("transparency", "transparent");
    assert!(parse(&wrong).is_err());
}

#[test]
fn kdp_asks_what_its_guide_says() {
    let own = profile("kdp");
    assert_eq!(own.file.standards, [Standard::Plain]);
    let file = &own.file;
    for allowed in [
        file.transparency,
        file.marks,
        file.annotations,
        file.bookmarks,
    ] {
        assert_eq!(allowed, Some(false));
    }
    let bleed = &own.bleed;
    for edge in [bleed.top, bleed.bottom, bleed.outside] {
        assert_eq!(edge, inches("0.125"));
    }
    assert_eq!(bleed.inside, Length::ZERO);
    assert_eq!(own.safety_for(false), inches("0.25"));
    assert_eq!(own.safety_for(true), inches("0.375"));
    for (pages, gutter) in [
        (24, "0.375"),
        (150, "0.375"),
        (151, "0.5"),
        (300, "0.5"),
        (500, "0.625"),
        (700, "0.75"),
        (828, "0.875"),
    ] {
        assert_eq!(own.gutter_for(pages), Some(inches(gutter)), "{pages}");
    }
    assert_eq!(own.gutter_for(829), None);
    assert_eq!((own.pages.least, own.pages.most), (Some(24), Some(828)));
    assert_eq!(own.pages.consecutive_blanks, Some(2));
    assert_eq!(own.images.least_ppi, Some(300));
    assert_eq!(own.ink, Ink::default());
    assert_eq!(own.lines.least_weight, Some(Length::centipoints(75)));
    assert_eq!(own.lines.least_type, Some(Length::pt(7)));
    let spine = own.spine.as_ref().expect("a spine");
    for (paper, width) in [
        ("white", "0.2852"),
        ("cream", "0.31"),
        ("premium-colour", "0.2947"),
    ] {
        let off = spine.width(paper, 100).expect("a paper") - inches(width);
        // The thickness of a page is rounded once, a hundred times at most.
        assert!(off.abs() < Length(100), "{paper}: {off:?}");
    }
    assert!(!spine.has_text(78) && spine.has_text(79));
}

#[test]
fn ingramspark_asks_what_its_guide_says() {
    let own = profile("ingramspark");
    assert_eq!(own.file.standards, [Standard::X1a, Standard::X3]);
    assert_eq!(own.file.marks, Some(false));
    let bleed = &own.bleed;
    for edge in [bleed.top, bleed.bottom, bleed.outside] {
        assert_eq!(edge, inches("0.125"));
    }
    assert_eq!(bleed.inside, Length::ZERO);
    assert_eq!(own.safety_for(true), inches("0.5"));
    assert_eq!(own.safety_for(false), inches("0.5"));
    assert_eq!(own.safety.no_ink_inside, Some(inches("0.125")));
    assert_eq!(own.gutter_for(100), None);
    assert_eq!((own.pages.least, own.pages.most), (Some(18), Some(1200)));
    assert!(own.pages.last_is_blank);
    assert_eq!(own.images.least_ppi, Some(300));
    assert_eq!(own.ink.colour, Some(Colour::Cmyk));
    assert_eq!(own.ink.most_percent, Some(240));
    assert_eq!(own.ink.most_percent_of_cover, Some(300));
    let spine = own.spine.as_ref().expect("a spine");
    for (paper, pages) in [("white-50", 512), ("creme", 444), ("white-70", 377)] {
        assert_eq!(spine.width(paper, pages), Some(inches("1")), "{paper}");
    }
    assert_eq!(spine.width("vellum", 100), None);
    assert!(!spine.has_text(47) && spine.has_text(48));
}

#[test]
fn lulu_asks_what_its_guide_says() {
    let own = profile("lulu");
    assert_eq!(own.file.standards, [Standard::Plain]);
    let bleed = &own.bleed;
    for edge in [bleed.top, bleed.bottom, bleed.outside, bleed.inside] {
        assert_eq!(edge, inches("0.125"));
    }
    assert_eq!(own.safety_for(true), inches("0.5"));
    assert_eq!(own.gutter_for(32), Some(inches("0.2")));
    assert_eq!((own.pages.least, own.pages.most), (Some(32), Some(800)));
    assert_eq!(own.images.least_ppi, Some(300));
    assert_eq!(own.images.most_ppi, Some(600));
    assert_eq!(own.ink.colour, Some(Colour::Srgb));
    let spine = own.spine.as_ref().expect("a spine");
    assert_eq!(spine.width("standard", 444), Some(inches("1.06")));
}

#[test]
fn the_sheetfed_press_asks_what_most_guides_say() {
    let own = profile("sheetfed");
    assert_eq!(own.file.standards, [Standard::X4, Standard::X1a]);
    assert!(own.takes(Standard::X4) && !own.takes(Standard::X3) && !own.takes(Standard::Plain));
    let bleed = &own.bleed;
    for edge in [bleed.top, bleed.bottom, bleed.outside, bleed.inside] {
        assert_eq!(edge, Length::centimillimetres(300));
    }
    assert_eq!(own.safety_for(true), inches("0.188"));
    assert_eq!(own.pages.multiple, Some(8));
    assert_eq!(own.images.least_ppi, Some(200));
    assert_eq!(own.images.least_line_art_ppi, Some(1200));
    assert_eq!(own.ink.colour, Some(Colour::Cmyk));
    assert_eq!(own.ink.most_percent, Some(320));
    assert_eq!(own.lines.least_weight, Some(Length::centipoints(20)));
    assert_eq!(own.spine, None);
}
