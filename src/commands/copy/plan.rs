//! A plan of the day, from the notebooks' own minutes: which sections to show in half a day, in a day and in two evenings, and
//! which to leave for home.

use notebook::{Notebook, Section};

/// Minutes of work in a round, and of the break after it.
const ROUND: u32 = 25;
const BREAK: u32 = 5;

/// What there is time for, as rounds of each meeting.
const PLANS: [(&str, &[u32]); 3] = [("Half a day", &[7]), ("A day", &[14]), ("Two evenings", &[6, 6])];

/// How much a section is needed for those after it. A notebook says it with tags on the section's first cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    /// `core`: shown however short the time.
    Core,
    Shown,
    /// `home`: read at home, unless there is time to spare.
    Home,
    /// Of a notebook whose first cell says `home`: all of it is left for home, and no piece of it fills a gap.
    Apart,
}

/// A section with minutes.
#[derive(Clone, Debug)]
struct Part {
    /// Its notebook's file and title.
    notebook: String,
    section: Section,
    minutes: u32,
    need: Need,
}

pub fn of(notebooks: &[Notebook]) -> String {
    let parts: Vec<Part> = notebooks.iter().flat_map(parts_of).collect();
    let all: u32 = parts.iter().map(|part| part.minutes).sum();
    let mut text = format!(
        "# Plan of the day\n\nThe notebooks have {} sections, which take {} by their own minutes. Each plan is in rounds: {ROUND} minutes \
         of work, {BREAK} of break. Times count from the beginning, breaks included. A section that does not end with its round goes on after \
         the break.\n",
        parts.len(),
        time(all)
    );
    for (title, meetings) in PLANS {
        let meetings: Vec<u32> = meetings.iter().map(|rounds| rounds * ROUND).collect();
        text += &plan(title, &parts, &meetings);
    }
    text
}

fn parts_of(notebook: &Notebook) -> Vec<Part> {
    let file = notebook.name().file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let is_apart = notebook.cells().next().is_some_and(|cell| cell.has_tag("home"));
    let need = |section: &Section| match () {
        () if is_apart => Need::Apart,
        () if section.tags.iter().any(|tag| tag == "core") => Need::Core,
        () if section.tags.iter().any(|tag| tag == "home") => Need::Home,
        () => Need::Shown,
    };
    let part = |section: Section| {
        let need = need(&section);
        Some(Part { notebook: file.clone(), minutes: section.minutes?, need, section })
    };
    notebook.sections().into_iter().filter_map(part).collect()
}

/// For each part the meeting in which it is shown: those that are needed most first, and those in order, as long as they fit.
fn shown(parts: &[Part], meetings: &[u32]) -> Vec<Option<usize>> {
    let mut chosen = vec![false; parts.len()];
    for need in [Need::Core, Need::Shown, Need::Home] {
        for at in 0..parts.len() {
            if parts[at].need == need {
                chosen[at] = true;
                chosen[at] = in_meetings(parts, &chosen, meetings).is_some();
            }
        }
    }
    in_meetings(parts, &chosen, meetings).unwrap_or_else(|| vec![None; parts.len()])
}

/// The chosen parts in the order of the course, a meeting for each. `None`: there is not so much time.
fn in_meetings(parts: &[Part], chosen: &[bool], meetings: &[u32]) -> Option<Vec<Option<usize>>> {
    let (mut meeting, mut used) = (0, 0);
    let mut places = Vec::new();
    for (part, chosen) in parts.iter().zip(chosen) {
        if !chosen {
            places.push(None);
            continue;
        }
        if used + part.minutes > *meetings.get(meeting)? {
            (meeting, used) = (meeting + 1, 0);
        }
        used += part.minutes;
        if used > *meetings.get(meeting)? {
            return None;
        }
        places.push(Some(meeting));
    }
    Some(places)
}

fn plan(title: &str, parts: &[Part], meetings: &[u32]) -> String {
    let shown = shown(parts, meetings);
    let mut text = format!("\n## {title}\n");
    for meeting in 0..meetings.len() {
        let rows = || parts.iter().zip(&shown).filter(|(_, shown)| **shown == Some(meeting)).map(|(part, _)| part);
        let work: u32 = rows().map(|part| part.minutes).sum();
        let name = if meetings.len() > 1 { format!("Evening {}: ", meeting + 1) } else { String::new() };
        let rounds = work.div_ceil(ROUND);
        text += &format!("\n{name}{rounds} rounds, {} with the breaks.\n\n", time(after(work)));
        text += "| begins | minutes | notebook | section |\n|---:|---:|:---|:---|\n";
        let mut worked = 0;
        for part in rows() {
            text += &format!(
                "| {} | {} | {} | {} |\n",
                clock(begins(worked)),
                part.minutes,
                part.notebook,
                part.section.title
            );
            worked += part.minutes;
        }
    }
    let home: Vec<&Part> =
        parts.iter().zip(&shown).filter(|(_, shown)| shown.is_none()).map(|(part, _)| part).collect();
    if !home.is_empty() {
        let minutes = home.iter().map(|part| part.minutes).sum();
        text += &format!("\nLeft for home, {}:\n\n", time(minutes));
        for part in home {
            text += &format!("- {}: {} ({} minutes)\n", part.notebook, part.section.title, part.minutes);
        }
    }
    text
}

/// When something begins before which there was so much work: after the break, if a round has just ended.
fn begins(worked: u32) -> u32 {
    worked + worked / ROUND * BREAK
}

/// When so much work is over, without a break after it.
fn after(worked: u32) -> u32 {
    worked + worked.saturating_sub(1) / ROUND * BREAK
}

fn clock(minutes: u32) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

fn time(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, minutes) => format!("{hours} h {minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(of: &[(u32, Need)]) -> Vec<Part> {
        let part = |(at, (minutes, need)): (usize, &(u32, Need))| Part {
            notebook: "n".to_owned(),
            section: Section {
                place: format!("s{at}"),
                title: format!("Section {at}"),
                minutes: Some(*minutes),
                tags: vec![],
                cells: 0..0,
            },
            minutes: *minutes,
            need: *need,
        };
        of.iter().enumerate().map(part).collect()
    }

    #[test]
    fn what_is_needed_most_is_shown_and_in_the_order_of_the_course() {
        use Need::{Core, Home, Shown};
        let parts = parts(&[(10, Home), (20, Core), (20, Shown), (30, Core), (15, Shown), (5, Home), (1, Need::Apart)]);
        assert_eq!(shown(&parts, &[50]), [None, Some(0), None, Some(0), None, None, None]);
        assert_eq!(shown(&parts, &[75]), [None, Some(0), Some(0), Some(0), None, Some(0), None]);
        assert_eq!(shown(&parts, &[100]), [Some(0), Some(0), Some(0), Some(0), Some(0), Some(0), None]);
        // No section is torn in two by an evening's end.
        assert_eq!(shown(&parts, &[40, 45]), [None, Some(0), Some(0), Some(1), Some(1), None, None]);
        assert_eq!(shown(&parts, &[5]), [None, None, None, None, None, Some(0), None]);
    }

    #[test]
    fn breaks_count() {
        assert_eq!([0, 24, 25, 49, 50].map(begins), [0, 24, 30, 54, 60]);
        assert_eq!([0, 25, 26, 50].map(after), [0, 25, 31, 55]);
        let text = plan("A morning", &parts(&[(25, Need::Core), (12, Need::Shown)]), &[50]);
        assert!(text.contains("2 rounds, 42 min with the breaks."), "{text}");
        assert!(text.contains("| 0:30 | 12 | n | Section 1 |") && !text.contains("home"), "{text}");
    }
}
