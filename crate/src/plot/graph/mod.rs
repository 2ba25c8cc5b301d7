//! A directed acyclic graph: what a calculation is made of, and how values and gradients run through it.

mod draw;
mod flow;
mod lay;
mod legend;
mod place;
pub(super) mod rule;
mod shape;

use std::fmt;

use super::canvas;
use super::picture::{Picture, shown_as_picture};
use super::style::WIDTH;
use super::touch::{self, Touchable};
use draw::Sheet;
pub use flow::Flow;
pub(crate) use flow::FlowStep;
use rule::Numbers;
pub(crate) use rule::{Operand, Rule};

/// More nodes than these nobody can follow.
pub(crate) const MOST_NODES: usize = 40;
/// A picture that is too wide is shown smaller, down to this part of its size: its text can still be read then.
const SMALLEST: f64 = 0.72;
/// The most that such a picture may measure at its full size.
const BROADEST: f64 = WIDTH / SMALLEST;
const TALLEST: f64 = 1800.0;

/// What a node is; its shape says so, and its colour too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// A number that comes from outside: a box.
    Input,
    /// A number that is to be learned: a box with a thick edge.
    Parameter,
    /// Something calculated from other nodes: a circle.
    Operation,
    /// What the calculation is for: a filled shape.
    Output,
}

impl NodeKind {
    fn name(self) -> &'static str {
        match self {
            NodeKind::Input => "input",
            NodeKind::Parameter => "parameter",
            NodeKind::Operation => "operation",
            NodeKind::Output => "output",
        }
    }

    fn is_round(self) -> bool {
        matches!(self, NodeKind::Operation | NodeKind::Output)
    }
}

/// One node: a text in its shape, what it is, its value beside it and, where one is known, its gradient.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub kind: NodeKind,
    /// Inside the shape: a name, or the sign of an operation.
    pub label: String,
    /// In words, for those who do not see the picture.
    pub spoken: String,
    pub value: String,
    pub gradient: Option<String>,
}

/// An arrow from a node to one that is calculated from it.
#[derive(Clone, Debug)]
pub(crate) struct Edge {
    pub from: usize,
    pub to: usize,
    /// At the arrow's head, such as the local derivative.
    pub label: Option<String>,
}

/// The graph of a calculation, drawn with its values and gradients. A tape gives one: its method `graph`.
///
/// Values run forward, along the arrows; gradients run backward, against them.
#[derive(Clone)]
pub struct Graph {
    title: String,
    nodes: Vec<Node>,
    edges: Vec<Edge>,
    /// How the gradients become known, one after another.
    steps: Vec<FlowStep>,
    /// How each node is calculated, if that is known: with these, its values can be changed in the picture.
    rules: Vec<Rule>,
    /// Sentences about what cannot be drawn as it was asked for.
    notes: Vec<String>,
}

impl Graph {
    /// A graph of these nodes. Every edge must lead from an earlier node to a later one, as in a calculation that has
    /// happened; others are left out.
    pub(crate) fn new(title: impl Into<String>, nodes: Vec<Node>, mut edges: Vec<Edge>) -> Graph {
        edges.retain(|edge| edge.from < edge.to && edge.to < nodes.len());
        let nothing = nodes.is_empty().then(|| "There is nothing in this graph yet.".to_owned());
        Graph { title: title.into(), nodes, edges, steps: vec![], rules: vec![], notes: nothing.into_iter().collect() }
    }

    /// A picture that only says why there is no graph.
    pub(crate) fn nothing(problem: impl Into<String>) -> Graph {
        Graph {
            title: "Graph".into(),
            nodes: vec![],
            edges: vec![],
            steps: vec![],
            rules: vec![],
            notes: vec![problem.into()],
        }
    }

    /// With the gradients, which become known in these steps; the last one knows them all.
    pub(crate) fn with_steps(mut self, steps: Vec<FlowStep>) -> Graph {
        for (index, node) in self.nodes.iter_mut().enumerate() {
            node.gradient = steps.last().and_then(|step| step.gradients.get(index).cloned().flatten());
        }
        self.steps = steps;
        self
    }

    /// With the rules of all of its nodes.
    pub(crate) fn with_rules(mut self, rules: Vec<Rule>) -> Graph {
        self.rules = rules;
        self
    }

    /// With a sentence about what is missing.
    pub(crate) fn with_problem(mut self, problem: impl Into<String>) -> Graph {
        self.notes.push(problem.into());
        self
    }

    /// Writes another title above the picture.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// # let tape = Tape::new();
    /// # let x = tape.watch_named("x", 5.0);
    /// tape.graph_of(x * x).title("y = x²");
    /// ```
    pub fn title(&self, title: impl Into<String>) -> Graph {
        Graph { title: title.into(), ..self.clone() }
    }

    /// Marks the inputs with these names as parameters: numbers that are not given, but to be learned.
    ///
    /// ```
    /// # use calculus::prelude::*;
    /// let tape = Tape::new();
    /// let (m, x) = (tape.watch_named("m", 0.9), tape.watch_named("x", 7.0));
    /// assert!(tape.graph_of(m * x).parameters(["m"]).describe().contains("m, parameter: 0.9"));
    /// ```
    ///
    /// If no input has one of these names, the picture says so.
    pub fn parameters<Name: AsRef<str>>(&self, names: impl IntoIterator<Item = Name>) -> Graph {
        let mut graph = self.clone();
        for name in names {
            let name = name.as_ref();
            let is_meant = |node: &&mut Node| node.label == name && node.kind != NodeKind::Operation;
            match graph.nodes.iter_mut().find(is_meant) {
                Some(node) => node.kind = NodeKind::Parameter,
                None => graph.notes.push(format!(
                    "No input of this graph is called {name}. A name is given by tape.watch_named(\"{name}\", …)."
                )),
            }
        }
        graph
    }

    /// The gradients running back through the graph, step by step: a moving picture.
    ///
    /// ```
    /// use calculus::prelude::*;
    /// let tape = Tape::new();
    /// let x = tape.watch_named("x", 5.0);
    /// let y = (x * x).named("y");
    /// assert_eq!(tape.graph_of(y).flow().steps(), 2);
    /// ```
    ///
    /// A graph without gradients, and one that is too large to be shown in full, is a still picture.
    pub fn flow(&self) -> Flow {
        Flow::new(self.clone())
    }

    /// The first nodes alone.
    fn first(&self, count: usize) -> Graph {
        let edges = self.edges.iter().filter(|edge| edge.to < count).cloned().collect();
        Graph { nodes: self.nodes[..count].to_vec(), edges, ..self.clone() }
    }

    /// As much of the graph as can be read, laid out.
    fn sheet(&self) -> Sheet {
        let laid_out = |count: usize| Sheet::new(self.first(count), &self.warnings(count), &[]);
        let fits = |sheet: &Sheet| sheet.size().0 <= BROADEST && sheet.size().1 <= TALLEST;
        let most = self.nodes.len().min(MOST_NODES);
        let all = laid_out(most);
        if fits(&all) {
            return all;
        }
        // The largest part that fits lies between one that does and one that does not. A single node does.
        let (mut fitting, mut too_large) = (1, most);
        while fitting + 1 < too_large {
            let middle = usize::midpoint(fitting, too_large);
            if fits(&laid_out(middle)) { fitting = middle } else { too_large = middle }
        }
        laid_out(fitting)
    }

    fn warnings(&self, shown: usize) -> Vec<String> {
        let all = self.nodes.len();
        let cut = (shown < all).then(|| {
            format!(
                "This graph has {all} nodes, too many for one picture that can be read. Here are the first {shown}."
            )
        });
        self.notes.iter().cloned().chain(cut).collect()
    }
}

/// The picture of a sheet: no broader than other pictures, and smaller where it would be. With the elements of its numbers.
fn svg_of(sheet: &Sheet, title: &str, description: &str, state: &draw::State) -> (String, Numbers) {
    let (width, height) = sheet.size();
    let scale = (WIDTH / width).min(1.0);
    let mut numbers = Numbers::default();
    let svg = canvas::scaled_svg((width, height), scale, title, description, &mut |canvas| {
        numbers = sheet.draw(canvas, state);
    });
    (svg, numbers)
}

impl Picture for Graph {
    fn svg(&self) -> String {
        self.touchable().svg
    }

    fn touchable(&self) -> Touchable {
        let sheet = self.sheet();
        let gradients = sheet.graph.nodes.iter().map(|node| node.gradient.clone()).collect();
        let state = draw::State { gradients, active: vec![], caption: None };
        let (svg, numbers) = svg_of(&sheet, &self.title, &self.describe(), &state);
        // Only a graph that is there whole can be calculated anew, and only from its gradients on.
        let whole = sheet.graph.nodes.len() == self.rules.len() && !self.steps.is_empty();
        Touchable { svg, data: whole.then(|| touch::graph(&self.rules, &numbers)) }
    }

    fn describe(&self) -> String {
        let shown = self.sheet().graph.nodes.len();
        let mut sentences = vec![format!("{}.", self.title.trim_end_matches('.'))];
        sentences.extend(self.warnings(shown));
        sentences.extend(self.nodes[..shown].iter().enumerate().map(|(index, node)| {
            let inputs: Vec<&str> = self
                .edges
                .iter()
                .filter(|edge| edge.to == index)
                .map(|edge| self.nodes[edge.from].spoken.as_str())
                .collect();
            let from = if inputs.is_empty() { String::new() } else { format!(" of {}", inputs.join(" and ")) };
            let sign = if node.label == node.spoken { String::new() } else { format!(" {}", node.label) };
            let gradient = node.gradient.as_ref().map(|gradient| format!("; gradient {gradient}")).unwrap_or_default();
            format!("{}, {}{sign}{from}: {}{gradient}.", node.spoken, node.kind.name(), node.value)
        }));
        sentences.join(" ")
    }
}

shown_as_picture!(Graph);

impl fmt::Debug for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Graph({}, {} nodes)", self.title, self.nodes.len())
    }
}

#[cfg(test)]
mod tests;
