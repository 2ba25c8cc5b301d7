//! Values that are shown as plain text.

use super::Rich;

/// Makes types [`Rich`] that have no other form than their text for a debugger. One with parameters takes them before
/// it: `plain!(<T> Vec<T>)`.
macro_rules! plain {
    (<$($parameter:ident),*> $type:ty) => {
        impl<$($parameter: std::fmt::Debug),*> $crate::show::Rich for $type {
            fn text(&self) -> String {
                format!("{self:?}")
            }
        }
    };
    ($($type:ty),+) => {
        $($crate::show::plain!(<> $type);)+
    };
}
pub(crate) use plain;

plain!(bool, char, f32, f64, i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize);
plain!(<T> [T]);
plain!(<T> Vec<T>);
plain!(<T> Option<T>);
plain!(<A, B> (A, B));
plain!(<A, B, C> (A, B, C));

impl<T: std::fmt::Debug, const LENGTH: usize> Rich for [T; LENGTH] {
    fn text(&self) -> String {
        self.as_slice().text()
    }
}

/// A text is shown as it is, without quotes: it is there to be read.
impl Rich for str {
    fn text(&self) -> String {
        self.to_owned()
    }
}

impl Rich for String {
    fn text(&self) -> String {
        self.clone()
    }
}

impl<T: Rich + ?Sized> Rich for &T {
    fn text(&self) -> String {
        T::text(self)
    }

    fn html(&self) -> Option<String> {
        T::html(self)
    }

    fn latex(&self) -> Option<String> {
        T::latex(self)
    }

    fn movable(&self) -> Option<String> {
        T::movable(self)
    }
}
