//! Clients for Rust. usage: clients BASE
use std::env;

const FORM: &str = "application/x-www-form-urlencoded";

type Send = fn(&str, &str) -> Result<(), String>;

fn with_reqwest(url: &str, method: &str) -> Result<(), String> {
    reqwest::blocking::Client::new()
        .request(method.parse().unwrap(), url)
        .header("Content-Type", FORM)
        .body("a=1")
        .send()
        .map(|_| ())
        .map_err(|error| error.to_string())
}

fn with_ureq(url: &str, method: &str) -> Result<(), String> {
    ureq::request(method, url)
        .set("Content-Type", FORM)
        .send_string("a=1")
        .map(|_| ())
        .map_err(|error| error.to_string())
}

/// As Cargo has resolved it.
fn version_of(name: &str) -> &'static str {
    let entry = include_str!("../Cargo.lock").split(&format!("name = \"{name}\"\nversion = \"")).nth(1);
    entry.and_then(|rest| rest.split('"').next()).unwrap_or("")
}

fn main() {
    let base = env::args().nth(1).expect("an address");
    let clients: [(&str, Send); 2] = [("reqwest", with_reqwest), ("ureq", with_ureq)];
    for (key, send) in clients {
        println!("client\t{key}\t{key}\t{}\t", version_of(key));
        for method in ["POST", "PUT", "PATCH", "DELETE"] {
            for status in [301, 302, 303, 307, 308] {
                if send(&format!("{base}/{key}/{method}/{status}"), method).is_err() {
                    println!("raised\t{key}\t{method}\t{status}");
                }
            }
        }
    }
}
