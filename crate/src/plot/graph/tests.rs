use super::super::canvas::text_width;
use super::super::clip::Rect;
use super::lay::{Direction, LOCAL, Laid};
use super::*;

fn node(kind: NodeKind, label: &str, spoken: &str, value: &str, gradient: &str) -> Node {
    let gradient = (!gradient.is_empty()).then(|| gradient.to_owned());
    Node { kind, label: label.into(), spoken: spoken.into(), value: value.into(), gradient }
}

fn edge(from: usize, to: usize, label: &str) -> Edge {
    Edge { from, to, label: (!label.is_empty()).then(|| label.to_owned()) }
}

/// The line of the course and its cost.
fn line() -> Graph {
    let nodes = vec![
        node(NodeKind::Input, "x", "x", "7", "∂C/∂x = 13.986"),
        node(NodeKind::Input, "y", "y", "−1.37", "∂C/∂y = −15.54"),
        node(NodeKind::Parameter, "m", "m", "0.9", "∂C/∂m = 108.78"),
        node(NodeKind::Parameter, "b", "b", "0.1", "∂C/∂b = 15.54"),
        node(NodeKind::Operation, "×", "v5", "v5 = 6.3", "∂C/∂v5 = 15.54"),
        node(NodeKind::Operation, "+", "ŷ", "ŷ = 6.4", "∂C/∂ŷ = 15.54"),
        node(NodeKind::Operation, "−", "v7", "v7 = 7.77", "∂C/∂v7 = 15.54"),
        node(NodeKind::Output, "( )²", "C", "C = 60.3729", "∂C/∂C = 1"),
    ];
    let edges = vec![
        edge(2, 4, "×7"),
        edge(0, 4, "×0.9"),
        edge(4, 5, "×1"),
        edge(3, 5, "×1"),
        edge(5, 6, "×1"),
        edge(1, 6, "×(−1)"),
        edge(6, 7, "×15.54"),
    ];
    Graph::new("A line and its cost", nodes, edges)
}

fn square_twice() -> Graph {
    let nodes = vec![
        node(NodeKind::Input, "x", "x", "5", "∂y/∂x = 10"),
        node(NodeKind::Output, "×", "y", "y = 25", "∂y/∂y = 1"),
    ];
    Graph::new("y = x · x", nodes, vec![edge(0, 1, "×5"), edge(0, 1, "×5")])
}

/// A graph with any shape: few or many edges, long and short ones.
fn any_graph(seed: u64, count: usize) -> Graph {
    let mut state = seed;
    let mut next = move |below: usize| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as usize % below
    };
    let mut nodes = vec![];
    let mut edges = vec![];
    for index in 0..count {
        let inputs = if index == 0 { 0 } else { next(3) };
        let reach = [3, index.max(1)][next(2)].min(index.max(1));
        for _ in 0..inputs {
            edges.push(edge(index - 1 - next(reach), index, ["×0.25", "×(−0.000343141)"][next(2)]));
        }
        let kind = if inputs == 0 { NodeKind::Input } else { NodeKind::Operation };
        let label = if inputs == 0 { format!("x{index}") } else { "+".into() };
        nodes.push(node(kind, &label, &format!("v{index}"), "v = −12.345", "∂C/∂v = 108.78"));
    }
    Graph::new("Any graph", nodes, edges)
}

fn many_graphs() -> impl Iterator<Item = Graph> {
    (0..31).step_by(2).map(|seed| any_graph(seed, 1 + seed as usize))
}

/// The area that a node and its texts take, along and across the arrows.
fn area(direction: Direction, node: &Node, middle: place::Place) -> Rect {
    let (room, shift) = (direction.room(node), direction.shift(node));
    Rect { left: middle.0 - room.0 / 2.0, top: middle.1 - shift - room.1 / 2.0, width: room.0, height: room.1 }
}

/// Points along a way, close together.
fn along(way: &[place::Place]) -> Vec<place::Place> {
    let between = |pair: &[place::Place]| {
        let (from, to) = (pair[0], pair[1]);
        let parts = ((to.0 - from.0).hypot(to.1 - from.1) / 3.0).ceil().max(1.0) as u32;
        (0..=parts).map(move |part| {
            let t = f64::from(part) / f64::from(parts);
            (from.0 + t * (to.0 - from.0), from.1 + t * (to.1 - from.1))
        })
    };
    way.windows(2).flat_map(between).collect()
}

#[test]
fn no_node_and_no_label_covers_another_and_no_arrow_crosses_one() {
    for graph in many_graphs().chain([line(), square_twice()]) {
        for direction in [Direction::ToTheRight, Direction::Down, Direction::DownNarrow] {
            let laid = Laid::toward(&graph, direction);
            let areas: Vec<Rect> =
                graph.nodes.iter().zip(&laid.middles).map(|(node, middle)| area(direction, node, *middle)).collect();
            let ways: Vec<Vec<place::Place>> =
                (0..graph.edges.len()).map(|index| along(&laid.way(&graph, index))).collect();
            let labels: Vec<Rect> = ways
                .iter()
                .enumerate()
                .filter_map(|(index, way)| {
                    let label = graph.edges[index].label.as_deref()?;
                    let (at, size) =
                        (laid.label(label, index, *way.last()?), direction.turned((text_width(label, LOCAL), 11.0)));
                    Some(Rect { left: at.0 - size.0 / 2.0, top: at.1 - size.1 / 2.0, width: size.0, height: size.1 })
                })
                .collect();
            for (index, area) in areas.iter().enumerate() {
                assert!(areas[..index].iter().all(|other| !other.overlaps(*area)), "{}", graph.describe());
            }
            for (index, label) in labels.iter().enumerate() {
                assert!(labels[..index].iter().all(|other| !other.overlaps(*label)), "{}", graph.describe());
            }
            for (index, (edge, way)) in graph.edges.iter().zip(&ways).enumerate() {
                let others = (0..areas.len()).filter(|other| *other != edge.from && *other != edge.to);
                let crossed =
                    others.map(|other| areas[other]).find(|area| way.iter().any(|point| area.contains(*point)));
                assert!(crossed.is_none(), "{direction:?}: {edge:?} crosses {crossed:?} of {}", graph.describe());
                let label = labels.iter().find(|label| way.iter().any(|point| label.contains(*point)));
                assert!(
                    label.is_none(),
                    "{direction:?}: {edge:?}, {index}, crosses the label {label:?} of {}",
                    graph.describe()
                );
            }
        }
    }
}

#[test]
fn every_arrow_runs_forward_from_shape_to_shape() {
    for graph in many_graphs() {
        let laid = Laid::out(&graph);
        for (index, edge) in graph.edges.iter().enumerate() {
            let way = laid.way(&graph, index);
            assert!(way.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{way:?}");
            let (first, last) = (way[0], way[way.len() - 1]);
            assert!(first.0 > laid.middles[edge.from].0 && last.0 < laid.middles[edge.to].0);
        }
    }
}

#[test]
fn a_graph_looks_the_same_every_time() {
    for graph in [line(), any_graph(3, 30)] {
        let first = graph.svg();
        assert!((0..8).all(|_| graph.svg() == first));
    }
}

#[test]
fn a_number_stands_right_before_its_first_use() {
    let graph = line();
    let laid = Laid::toward(&graph, Direction::ToTheRight);
    let along = |node: usize| laid.middles[node].0;
    // m and x before the product, b before the sum, and y before the difference.
    assert_eq!([along(2), along(3), along(1)], [along(0), along(4), along(5)]);
}

#[test]
fn the_line_of_the_course_is_read_from_left_to_right() {
    let sheet = line().sheet();
    assert!(Laid::out(&line()).direction == Direction::ToTheRight);
    assert!(sheet.size().0 <= WIDTH, "{:?}", sheet.size());
    let svg = line().svg();
    for text in ["ŷ = 6.4", "C = 60.3729", "∂C/∂m", "= 108.78", "×15.54", "parameter", "local derivative"] {
        assert!(svg.contains(&format!(">{text}<")), "{text}");
    }
    let words = line().describe();
    assert!(words.contains("C, output ( )² of v7: C = 60.3729; gradient ∂C/∂C = 1."), "{words}");
    assert!(words.contains("m, parameter: 0.9; gradient ∂C/∂m = 108.78."), "{words}");
}

#[test]
fn a_long_calculation_is_read_downwards() {
    let nodes = (0..20).map(|_| node(NodeKind::Operation, "+", "v", "v = 1.234", "")).collect();
    let chain = Graph::new("A chain", nodes, (1..20).map(|to| edge(to - 1, to, "×1")).collect());
    assert!(Laid::out(&chain).direction == Direction::Down);
    assert!(chain.sheet().size().0 <= WIDTH);
}

#[test]
fn what_is_too_large_to_read_says_so_and_shows_its_beginning() {
    let large = any_graph(8, 500);
    let sheet = large.sheet();
    let (width, height) = sheet.size();
    assert!(width <= BROADEST && height <= TALLEST, "{width} × {height}");
    let shown = sheet.graph.nodes.len();
    assert!((10..=MOST_NODES).contains(&shown), "{shown}");
    let words = large.describe();
    assert!(words.contains(&format!(
        "This graph has 500 nodes, too many for one picture that can be read. Here are the first {shown}"
    )));
    assert!(large.svg().contains("too many for one picture"));
    assert!(large.svg().starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"700\""));
}

#[test]
fn nothing_and_nonsense_give_a_sentence_and_no_panic() {
    assert!(Graph::new("Empty", vec![], vec![]).describe().contains("There is nothing in this graph yet."));
    assert!(Graph::nothing("This tape was reset.").svg().contains("This tape was reset."));
    let backward =
        Graph::new("One", vec![node(NodeKind::Input, "x", "x", "1", "")], vec![edge(0, 0, ""), edge(0, 7, "")]);
    assert!(backward.edges.is_empty());
    assert!(backward.svg().ends_with("</svg>"));
}

fn back_through_the_line() -> Flow {
    let graph = line();
    let known = |from: usize| {
        graph
            .nodes
            .iter()
            .enumerate()
            .map(move |(index, node)| (index >= from).then(|| node.gradient.clone()).flatten())
    };
    let steps = [
        (7, vec![], "It begins at C: ∂C/∂C = 1."),
        (6, vec![6], "Back through ( )²."),
        (0, vec![0, 1, 2, 3, 4, 5], "And so on."),
    ];
    let steps = steps.map(|(from, active, caption)| FlowStep {
        gradients: known(from).collect(),
        active,
        caption: caption.into(),
    });
    line().with_steps(steps.to_vec()).flow()
}

#[test]
fn gradients_flow_back_step_by_step_without_a_script() {
    let svg = back_through_the_line().svg();
    assert!(svg.contains("<animate") && !svg.contains("<script"));
    assert!(svg.contains("prefers-reduced-motion"));
    for caption in ["It begins at C: ∂C/∂C = 1.", "Back through ( )².", "And so on."] {
        assert!(svg.contains(caption), "{caption}");
    }
    // What does not change is drawn once.
    assert_eq!(svg.matches(">ŷ = 6.4<").count(), 1);
    let words = back_through_the_line().describe();
    assert!(words.contains("Step 2: Back through ( )².") && words.contains("gradient ∂C/∂m = 108.78"), "{words}");
}
