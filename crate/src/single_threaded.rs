//! Keeps `dfdx` from starting threads.
//!
//! It asks `rayon` how many threads there are before it multiplies two matrices, which starts one for each processor, and
//! they stay. A process with threads cannot be copied: from the first product on, the kernel could no longer give a
//! learner's variables back when a cell crashes. So the pool is made before anybody asks, of the one thread that there is;
//! matrices of a course need no more.

ctor::declarative::ctor! {
    /// When the library is loaded, in the thread that loads it. Nothing of std is used that a program must have set up.
    #[ctor(unsafe)]
    fn one_thread_is_enough() {
        // It fails if another pool is there already. That one does as well.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
    }
}
