//! Which elements of an SVG the things in a plot are.

use std::ops::Range;

use crate::show::json::{List, Object};

/// For each layer of a plot, in its order: from which element to which it is drawn, and which one is its label.
#[derive(Default)]
pub(in crate::plot) struct Elements {
    layers: Vec<(Range<usize>, Option<usize>)>,
    /// The axes through zero.
    pub axes: Range<usize>,
}

impl Elements {
    pub fn of(layers: usize) -> Elements {
        Elements { layers: vec![(0..0, None); layers], axes: 0..0 }
    }

    pub fn drawn(&mut self, layer: usize, elements: Range<usize>) {
        self.layers[layer].0 = elements;
    }

    pub fn labelled(&mut self, layer: usize, element: usize) {
        self.layers[layer].1 = Some(element);
    }

    /// All elements of a layer, its label's too.
    pub(super) fn of_layer(&self, layer: usize) -> impl Iterator<Item = usize> {
        let (drawn, label) = self.layers[layer].clone();
        drawn.chain(label)
    }

    /// The layer's elements, beside what is said of it already.
    pub(super) fn add_to(&self, layer: usize, object: Object) -> Object {
        let (drawn, label) = &self.layers[layer];
        let object = object.add("e", List::of([drawn.start, drawn.end].map(|element| element.to_string())));
        match label {
            Some(label) => object.add("t", label.to_string()),
            None => object,
        }
    }
}
