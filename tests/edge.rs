//! The edge as JavaScript meets it, run in Node by wasm-bindgen-test-runner.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, unsafe_code, clippy::unwrap_used, clippy::indexing_slicing)]

use js_sys::{Array, Reflect};
use presend::wasm::email::{check_email, check_email_idna};
use presend::wasm::phone::check_phone;
use presend::wasm::sms::{check_sms, measure_sms};
use presend::wasm::text::{check_text, measure_text};
use presend::wasm::{input, json, release_input, words};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

fn write(text: &[u8]) -> u32 {
    let place = input(text.len() as u32).cast_mut();
    // SAFETY: `input` has made room for as many octets.
    unsafe { core::ptr::copy_nonoverlapping(text.as_ptr(), place, text.len()) };
    text.len() as u32
}

fn word(at: usize) -> u32 {
    // SAFETY: the buffer of words is larger than any place that a test reads.
    unsafe { *words().add(at) }
}

fn member(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from(name)).unwrap()
}

#[wasm_bindgen_test]
fn a_good_mailbox_is_one_bit_and_a_place() {
    assert_eq!(check_email(write(b"ann@acme.in"), 0), 1 | 3 << 8);
    // In capitals it takes the long way, and words say where its sides are.
    assert_eq!(check_email(write(b"ann@Acme.in"), 0) & 0xFF, 5);
    assert_eq!([word(3), word(4), word(5), word(6)], [0, 3, 4, 11]);
}

#[wasm_bindgen_test]
fn findings_count_utf16_units() {
    // Two units before the comma are one character of four octets.
    let answer = check_email(write("😀ann@acme,in".as_bytes()), 2);
    assert_eq!(answer & 1, 0);
    let at = 18;
    assert!(word(2) >= 1);
    assert_eq!([word(at + 1), word(at + 2)], [10, 11]);
}

#[wasm_bindgen_test]
fn idna_takes_two_steps() {
    let text = "ann@bücher.de".as_bytes();
    let asked = check_email(write(text), 0);
    assert_ne!(asked & 32, 0);
    let both = [text, b"xn--bcher-kva.de"].concat();
    let answer = check_email_idna(text.len() as u32, write(&both), 0, true);
    assert_eq!(answer & 1, 1);
}

#[wasm_bindgen_test]
fn phones_wait_for_their_plans() {
    let octets = write(b"+919876543210");
    assert_eq!(check_phone(octets, octets, 0, 0, 0), 0);
}

#[wasm_bindgen_test]
fn lengths() {
    let octets = write("né😀".as_bytes());
    measure_text(octets);
    assert_eq!([word(3), word(4)], [3, 4]);
    assert!(check_text(octets, 3, 0));
    assert!(!check_text(octets, 3, 1));
}

#[wasm_bindgen_test]
fn reports_are_plain_objects() {
    assert!(json::check_json(write(b"{}"), 512, true));
    let report = json::json_report(write(b"{\"a\":1,}"), 512, false);
    let issue = Array::from(&member(&report, "issues")).get(0);
    assert!(member(&issue, "kind").as_f64().is_some());
    assert_eq!(member(&member(&issue, "span"), "start").as_f64(), Some(6.0));
    assert_eq!(member(&member(&issue, "source"), "column").as_f64(), Some(7.0));
}

#[wasm_bindgen_test]
fn a_released_input_is_made_anew() {
    let large = vec![b'x'; 100_000];
    assert!(check_text(write(&large), u32::MAX, 0));
    release_input();
    assert_eq!(check_email(write(b"ann@acme.in"), 0), 1 | 3 << 8);
}

#[wasm_bindgen_test]
fn an_sms_is_words_and_its_dear_characters_a_list() {
    measure_sms(write("Hi – ₹5".as_bytes()), 0);
    // UCS-2, seven units, one segment of 70, 63 left, no national table, two dear characters.
    assert_eq!([3, 4, 5, 6, 7, 8, 9, 10].map(word), [1, 7, 1, 70, 63, 0, 0, 2]);
    assert_eq!(word(16), 8);
    assert_eq!(check_sms(write(b"plain"), 0, 1, 0), 1);
    assert_eq!(check_sms(write(&[b'a'; 161]), 0, 1, 0), 2);
}
