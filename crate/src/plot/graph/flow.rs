//! Gradients on their way back through a graph, step by step.

use std::fmt;

use super::super::picture::{Picture, shown_as_picture};
use super::super::touch::Touchable;
use super::super::tween;
use super::draw::{Sheet, State};
use super::{Graph, svg_of};

/// The gradients that are known at one step, the edges along which one has just run back, and a sentence about it.
#[derive(Clone, Debug)]
pub(crate) struct FlowStep {
    pub gradients: Vec<Option<String>>,
    pub active: Vec<usize>,
    pub caption: String,
}

/// A moving picture of gradients that run back through a [`Graph`]. From [`Graph::flow`].
///
/// It plays without a script, as an [`Animation`](super::super::Animation) does, and is a still picture of the end
/// elsewhere.
#[derive(Clone)]
pub struct Flow {
    graph: Graph,
}

/// A step stays this long.
const SECONDS: f64 = 4.0;

impl Flow {
    pub(super) fn new(graph: Graph) -> Flow {
        Flow { graph }
    }

    /// How many steps there are; none for a graph without gradients.
    pub fn steps(&self) -> usize {
        self.graph.steps.len()
    }

    /// The graph with room for the longest text that any step writes.
    fn roomy(&self) -> Graph {
        let mut graph = self.graph.clone();
        for (index, node) in graph.nodes.iter_mut().enumerate() {
            let texts = self.graph.steps.iter().filter_map(|step| step.gradients.get(index).cloned().flatten());
            node.gradient = texts.chain(node.gradient.clone()).max_by_key(|text| text.chars().count());
        }
        graph
    }

    fn is_still(&self) -> bool {
        self.graph.steps.len() < 2 || self.graph.sheet().graph.nodes.len() < self.graph.nodes.len()
    }
}

impl Picture for Flow {
    fn svg(&self) -> String {
        self.touchable().svg
    }

    fn touchable(&self) -> Touchable {
        if self.is_still() {
            return self.graph.touchable();
        }
        let captions: Vec<String> = self.graph.steps.iter().map(|step| step.caption.clone()).collect();
        let sheet = Sheet::new(self.roomy(), &self.graph.notes, &captions);
        let pictures: Vec<String> = self
            .graph
            .steps
            .iter()
            .map(|step| {
                let (gradients, active) = (step.gradients.clone(), step.active.clone());
                let state = State { gradients, active, caption: Some(step.caption.clone()) };
                svg_of(&sheet, &self.graph.title, "", &state).0
            })
            .collect();
        let times = tween::Times::new(pictures.len(), SECONDS * (pictures.len() - 1) as f64, SECONDS);
        let svg = tween::together(&pictures, &self.describe(), "", &times);
        Touchable { svg, data: Some(times.data()) }
    }

    fn describe(&self) -> String {
        if self.is_still() {
            return self.graph.describe();
        }
        let steps = self.graph.steps.iter().enumerate();
        let steps: Vec<String> = steps.map(|(number, step)| format!("Step {}: {}", number + 1, step.caption)).collect();
        format!("A moving picture, step by step.\n{}\nIt ends so: {}", steps.join("\n"), self.graph.describe())
    }
}

shown_as_picture!(Flow);

impl fmt::Debug for Flow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Flow({}, {} steps)", self.graph.title, self.graph.steps.len())
    }
}
