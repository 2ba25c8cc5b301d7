//! A tape as a drawn graph, with values that ran forward and gradients that run back.

use super::entry::Entry;
use super::step::Operand;
use super::tape::Tape;
use super::var::Var;
use crate::plot::graph::{self, Edge, FlowStep, Graph, MOST_NODES, Node, NodeKind, Rule};
use crate::plot::number;

impl Tape {
    /// The tape as a graph: a box for every input, a circle for every operation, and an arrow from each value to what
    /// was calculated from it. At the arrow's head stands the local derivative.
    ///
    /// ```
    /// use calculus::prelude::*;
    ///
    /// let tape = Tape::new();
    /// let x = tape.watch_named("x", 5.0);
    /// (x * x).named("y");
    /// assert!(tape.graph().describe().contains("y, operation × of x and x: y = 25."));
    /// ```
    pub fn graph(&self) -> Graph {
        let entries = self.entries();
        let all: Vec<usize> = (0..entries.len()).collect();
        if all.is_empty() {
            return Graph::nothing("The tape is empty: nothing is watched yet.");
        }
        Graph::new("What the tape has recorded", nodes(&entries, &all, None), edges(&entries, &all))
    }

    /// The graph of everything that `y` was calculated from, with the derivative of `y` by each value.
    ///
    /// [`Graph::parameters`] tells parameters from other inputs, and [`Graph::flow`] lets the gradients run back step
    /// by step.
    ///
    /// ```
    /// use calculus::prelude::*;
    ///
    /// let tape = Tape::new();
    /// let x = tape.watch_named("x", 5.0);
    /// let y = (x * x).named("y");
    /// assert!(tape.graph_of(y).describe().contains("x, input: 5; gradient ∂y/∂x = 10."));
    /// ```
    ///
    /// Where there is no gradient the graph says why, in a sentence.
    pub fn graph_of(&self, y: Var) -> Graph {
        let entries = self.entries();
        let last = match self.try_index(y) {
            Ok(index) => index,
            Err(error) => return Graph::nothing(error.to_string()),
        };
        let chosen = on_the_way(&entries, last);
        let title = format!("The graph of {}", entries[last].label());
        let (nodes, edges) = (nodes(&entries, &chosen, Some(last)), edges(&entries, &chosen));
        match self.try_adjoints(y) {
            Ok(adjoints) => {
                // Nobody will follow the steps through a graph that does not fit into a picture.
                let walk = Backward::new(&entries, &chosen, &adjoints, &edges);
                let steps = if chosen.len() <= MOST_NODES { walk.steps() } else { vec![walk.end()] };
                Graph::new(title, nodes, edges).with_steps(steps).with_rules(rules(&entries, &chosen))
            }
            Err(error) => Graph::new(title, nodes, edges).with_problem(error.to_string()),
        }
    }
}

/// The entries that an entry was calculated from, and itself, in their order.
pub(super) fn on_the_way(entries: &[Entry], last: usize) -> Vec<usize> {
    let mut needed = vec![false; last + 1];
    needed[last] = true;
    for index in (0..=last).rev() {
        if needed[index] {
            for operand in entries[index].operands() {
                if let Operand::Entry(place) = operand {
                    needed[*place] = true;
                }
            }
        }
    }
    (0..=last).filter(|index| needed[*index]).collect()
}

fn nodes(entries: &[Entry], chosen: &[usize], output: Option<usize>) -> Vec<Node> {
    let node = |index: &usize| {
        let entry = &entries[*index];
        let (label, value) = (entry.label(), number(entry.value()));
        let kind = match (entry.is_input(), output == Some(*index)) {
            (_, true) => NodeKind::Output,
            (true, _) => NodeKind::Input,
            _ => NodeKind::Operation,
        };
        let value = if entry.is_input() { value } else { format!("{label} = {value}") };
        Node { kind, label: sign(entry), spoken: label, value, gradient: None }
    };
    chosen.iter().map(node).collect()
}

/// How each node is calculated. An input is its own value.
fn rules(entries: &[Entry], chosen: &[usize]) -> Vec<Rule> {
    let operand = |operand: &Operand| match operand {
        Operand::Entry(index) => graph::Operand::Node(chosen.binary_search(index).unwrap_or(0)),
        Operand::Constant(value) => graph::Operand::Constant(*value),
    };
    let rule = |index: &usize| match &entries[*index] {
        input if input.is_input() => Rule { operation: "", operands: vec![graph::Operand::Constant(input.value())] },
        entry => Rule { operation: entry.operation(), operands: entry.operands().iter().map(operand).collect() },
    };
    chosen.iter().map(rule).collect()
}

/// What stands in the node's shape. A dot for a product is hard to see there, and an exponent needs something to stand
/// at.
fn sign(entry: &Entry) -> String {
    let symbol = entry.symbol();
    match entry.operation() {
        "·" => symbol.replace('·', "×"),
        "^" if symbol != "^" => format!("( ){symbol}"),
        _ => symbol,
    }
}

/// An arrow for every use of a value, in the order of the entries and their operands.
fn edges(entries: &[Entry], chosen: &[usize]) -> Vec<Edge> {
    let place = |index: usize| chosen.binary_search(&index).unwrap_or(0);
    let of_entry = |index: &usize| {
        let entry = &entries[*index];
        let uses = entry.operands().iter().zip(entry.derivatives()).filter_map(|(operand, derivative)| match operand {
            Operand::Entry(from) => Some((*from, *derivative)),
            Operand::Constant(_) => None,
        });
        let to = place(*index);
        uses.map(|(from, derivative)| Edge {
            from: place(from),
            to,
            label: Some(format!("×{}", factor(roughly(derivative)))),
        })
        .collect::<Vec<Edge>>()
    };
    chosen.iter().flat_map(of_entry).collect()
}

/// Four digits, as an arrow has room for.
fn roughly(value: f64) -> f64 {
    format!("{value:.3e}").parse().unwrap_or(value)
}

/// A number within a product: a negative one in brackets.
fn factor(value: f64) -> String {
    let written = number(value);
    if value < 0.0 { format!("({written})") } else { written }
}

/// The walk back from the result, step by step.
struct Backward<'t> {
    entries: &'t [Entry],
    chosen: &'t [usize],
    adjoints: &'t [f64],
    edges: &'t [Edge],
    /// The sum of what has come to each entry so far.
    known: Vec<Option<f64>>,
    /// How many uses of each entry are still to come.
    to_come: Vec<usize>,
}

impl<'t> Backward<'t> {
    fn new(entries: &'t [Entry], chosen: &'t [usize], adjoints: &'t [f64], edges: &'t [Edge]) -> Backward<'t> {
        let mut to_come = vec![0; chosen.len()];
        edges.iter().for_each(|edge| to_come[edge.from] += 1);
        Backward { entries, chosen, adjoints, edges, known: vec![None; chosen.len()], to_come }
    }

    fn label(&self, place: usize) -> String {
        self.entries[self.chosen[place]].label()
    }

    /// The name of a derivative of the result, such as ∂C/∂m.
    fn name(&self, place: usize) -> String {
        format!("∂{}/∂{}", self.label(self.chosen.len() - 1), self.label(place))
    }

    fn step(&self, active: Vec<usize>, caption: String) -> FlowStep {
        let gradient =
            |(place, known): (usize, &Option<f64>)| known.map(|sum| format!("{} = {}", self.name(place), number(sum)));
        FlowStep { gradients: self.known.iter().enumerate().map(gradient).collect(), active, caption }
    }

    /// The end alone, when everything is known.
    fn end(mut self) -> FlowStep {
        self.known = self.chosen.iter().map(|index| Some(self.adjoints[*index])).collect();
        self.step(vec![], String::new())
    }

    fn steps(mut self) -> Vec<FlowStep> {
        let last = self.chosen.len() - 1;
        self.known[last] = Some(1.0);
        let begin = format!("We begin at the end: {} = 1.", self.name(last));
        let mut steps = vec![self.step(vec![], begin)];
        for place in (0..self.chosen.len()).rev() {
            let entry = &self.entries[self.chosen[place]];
            if entry.is_input() {
                continue;
            }
            let active: Vec<usize> = (0..self.edges.len()).filter(|index| self.edges[*index].to == place).collect();
            let sentences = self.back_through(entry);
            let caption = format!("Back through {} = {}: {}.", entry.label(), entry.formula(), sentences.join(", "));
            steps.push(self.step(active, caption));
        }
        steps
    }

    /// Adds what runs back from an operation to each of its operands, and says so.
    fn back_through(&mut self, entry: &Entry) -> Vec<String> {
        let adjoint = self.adjoints[entry.index()];
        let mut parts: Vec<(usize, Vec<String>)> = vec![];
        for (operand, derivative) in entry.operands().iter().zip(entry.derivatives()) {
            let Operand::Entry(index) = operand else { continue };
            let from = self.chosen.binary_search(index).unwrap_or(0);
            let product = format!("{} · {}", factor(adjoint), factor(*derivative));
            match parts.iter_mut().find(|part| part.0 == from) {
                Some(part) => part.1.push(product),
                None => parts.push((from, self.known[from].map(number).into_iter().chain([product]).collect())),
            }
            // Nothing flows through a value that the result does not depend on, not even 0·∞.
            let share = if adjoint == 0.0 { 0.0 } else { adjoint * derivative };
            self.known[from] = Some(self.known[from].unwrap_or(0.0) + share);
            self.to_come[from] -= 1;
        }
        let sentence = |(from, terms): &(usize, Vec<String>)| {
            let so_far = if self.to_come[*from] > 0 { " so far" } else { "" };
            format!(
                "{} = {} = {}{so_far}",
                self.name(*from),
                terms.join(" + "),
                number(self.known[*from].unwrap_or(0.0))
            )
        };
        parts.iter().map(sentence).collect()
    }
}
