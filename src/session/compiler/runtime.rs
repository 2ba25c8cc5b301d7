// The store in which variables wait between cells, as evcxr's generated code calls it. Put in the place of evcxr's own, whose
// hash map is compiled anew with each cell: half of the code of a small one. All that does not depend on a type is in
// functions without one, for the same reason.

use std::any::Any;

// With a mark before them, so that nobody prints them by chance.
pub const VARIABLE_CHANGED_TYPE: &str = "\u{1}EVCXR_VARIABLE_CHANGED_TYPE:";
pub const USER_ERROR_OCCURRED: &str = "\u{1}EVCXR_ERROR_OCCURRED";

pub struct VariableStore {
    variables: Vec<(String, Box<dyn Any>)>,
}

impl VariableStore {
    fn position(&self, name: &str) -> Option<usize> {
        self.variables.iter().position(|(other, _)| other == name)
    }

    fn put(&mut self, name: &str, value: Box<dyn Any>) {
        match self.position(name) {
            Some(at) => self.variables[at].1 = value,
            None => self.variables.push((name.to_owned(), value)),
        }
    }

    fn take(&mut self, name: &str) -> Box<dyn Any> {
        match self.position(name) {
            Some(at) => self.variables.swap_remove(at).1,
            None => panic!("Variable '{name}' has gone missing"),
        }
    }

    pub fn put_variable<T: 'static>(&mut self, name: &str, value: T) {
        self.put(name, Box::new(value));
    }

    pub fn check_variable<T: 'static>(&mut self, name: &str) -> bool {
        // It is not there in a process that was started anew.
        let holds = self.position(name).is_some_and(|at| self.variables[at].1.is::<T>());
        if !holds {
            eprintln!(
                "The value of `{name}` is gone: a `return` left its cell early, its type was defined anew, or its process ended."
            );
            println!("{VARIABLE_CHANGED_TYPE}{name}");
        }
        holds
    }

    pub fn take_variable<T: 'static>(&mut self, name: &str) -> T {
        match self.take(name).downcast() {
            Ok(value) => *value,
            Err(_) => panic!("Variable changed type"),
        }
    }

    pub fn lazy_arc<T: 'static, F: FnOnce() -> T>(&mut self, name: &str, create: F) -> std::sync::Arc<T> {
        if self.position(name).is_none() {
            self.put(name, Box::new(std::sync::Arc::new(create())));
        }
        let at = self.position(name).expect("it was put there");
        self.variables[at].1.downcast_ref::<std::sync::Arc<T>>().expect("its name is nobody else's").clone()
    }
}

pub fn create_variable_store() -> *mut VariableStore {
    Box::into_raw(Box::new(VariableStore { variables: Vec::new() }))
}
