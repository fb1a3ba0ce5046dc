//! Where a value lies in the body, without an allocation for values of which there is nothing to say.

use alloc::string::String;
use alloc::vec::Vec;

use crate::issue::Step;

/// A value's place: the place of what holds it, and one step more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'p> {
    outer: Option<&'p Place<'p>>,
    step: Option<PlaceStep<'p>>,
}

#[derive(Clone, Copy, Debug)]
enum PlaceStep<'p> {
    Name(&'p [u8]),
    Index(usize),
}

impl<'p> Place<'p> {
    /// The body itself.
    pub(super) const ROOT: Place<'static> = Place { outer: None, step: None };

    /// The member called `name`, in WTF-8.
    pub(super) const fn member(&'p self, name: &'p [u8]) -> Place<'p> {
        Place { outer: Some(self), step: Some(PlaceStep::Name(name)) }
    }

    /// Element number `index`.
    pub(super) const fn element(&'p self, index: usize) -> Place<'p> {
        Place { outer: Some(self), step: Some(PlaceStep::Index(index)) }
    }

    /// Steps from the body to here.
    pub(super) fn depth(&self) -> usize {
        self.outer.map_or(0, |outer| outer.depth() + 1)
    }

    /// The steps.
    #[cold]
    #[inline(never)]
    pub(super) fn path(&self) -> Vec<Step> {
        let mut path = Vec::new();
        let mut place = self;
        loop {
            match place.step {
                Some(PlaceStep::Name(name)) => path.push(Step::Name(String::from_utf8_lossy(name).into_owned())),
                Some(PlaceStep::Index(index)) => path.push(Step::Index(index)),
                None => {}
            }
            let Some(outer) = place.outer else { break };
            place = outer;
        }
        path.reverse();
        path
    }
}
