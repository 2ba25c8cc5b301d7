//! Who sends a request, by their cookies.

use super::hall::{Hall, Shared};
use super::reply::No;
use crate::secret::{self, PersonId};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use std::net::IpAddr;

/// From where a connection comes.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Who somebody is, as far as their cookies say.
pub struct Visitor {
    pub peer: IpAddr,
    /// A number that this browser has brought along, whether the room knows it or not.
    pub person: Option<PersonId>,
    pub is_leader: bool,
    /// Whether they may see what the stage shows, and turn its slides.
    pub has_stage: bool,
}

impl Visitor {
    /// The person, if they are in the room. Who has left is not.
    pub fn known(&self, hall: &Hall) -> Result<PersonId, No> {
        self.found(hall).and_then(|(person, has_left)| (!has_left).then_some(person)).ok_or_else(No::stranger)
    }

    /// The person, if they have left the room: with the code they come back as who they were.
    pub fn who_left(&self, hall: &Hall) -> Option<PersonId> {
        self.found(hall).and_then(|(person, has_left)| has_left.then_some(person))
    }

    /// The person whom the room knows by this number, and whether they have left.
    fn found(&self, hall: &Hall) -> Option<(PersonId, bool)> {
        let person = self.person.clone()?;
        let has_left = hall.keeper.look(|state| state.people.get(&person).map(|person| person.left))?;
        Some((person, has_left))
    }
}

impl FromRequestParts<Shared> for Visitor {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Visitor, No> {
        let peer = parts.extensions.get::<Peer>().map_or(IpAddr::from([0, 0, 0, 0]), |peer| peer.0);
        let cookie = |kind: Kind| cookie(&parts.headers, &kind.name(hall.port));
        let is = |kind: Kind, secret: &str| cookie(kind).is_some_and(|given| secret::same(given, secret));
        let (leader, stage) = hall.keeper.look(|state| (state.secrets.leader.clone(), state.secrets.stage.clone()));
        let is_leader = is(Kind::Leader, &leader);
        let has_stage = is_leader || is(Kind::Stage, &stage);
        Ok(Visitor { peer, person: cookie(Kind::Person).and_then(PersonId::read), is_leader, has_stage })
    }
}

/// The leader, or nobody.
pub struct Leader;

impl FromRequestParts<Shared> for Leader {
    type Rejection = No;

    async fn from_request_parts(parts: &mut Parts, hall: &Shared) -> Result<Leader, No> {
        let visitor = Visitor::from_request_parts(parts, hall).await?;
        let sentence = "This is the leader's. The link to it stands in the terminal in which the room was opened";
        if visitor.is_leader { Ok(Leader) } else { Err(No::new(axum::http::StatusCode::FORBIDDEN, sentence)) }
    }
}

/// What a cookie says.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    Person,
    Leader,
    Stage,
}

impl Kind {
    fn name(self, port: u16) -> String {
        let kind = match self {
            Kind::Person => "person",
            Kind::Leader => "leader",
            Kind::Stage => "stage",
        };
        format!("room-{port}-{kind}")
    }

    /// The header that gives it to a browser for a day: no script reads it, and no other site sends it.
    pub fn set(self, port: u16, value: &str) -> HeaderValue {
        let cookie = format!("{}={value}; Path=/; Max-Age=86400; HttpOnly; SameSite=Strict", self.name(port));
        HeaderValue::from_str(&cookie).expect("our secrets are letters and digits")
    }
}

fn cookie<'headers>(headers: &'headers HeaderMap, name: &str) -> Option<&'headers str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}
