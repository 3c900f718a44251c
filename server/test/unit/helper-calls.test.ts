import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import { WorkspaceIndex } from '../../src/link/index.ts';
import { lintFile } from '../../src/lint.ts';
import { namesOf } from '../../src/model/methods.ts';
import '../check.ts';
import { spoken } from '../../src/model/phrase.ts';

const HELPERS = [{ name: 'goTo', status: 302, statusArgument: 2 }, { name: 'http.leave', status: 301, target: 2 }, { name: 'back_to', status: 302 }];

/** What is said of a text's redirects, and the text after the preferred fixes. */
async function lint(path: string, text: string) {
  const index = new WorkspaceIndex();
  index.set(path, await factsOf({ path, text }, { helpers: HELPERS }));
  const { sites, findings } = lintFile(index, path, text);
  return {
    seen: sites.filter(site => site.adapter === 'helper').map(site => `${site.status.code} ${site.status.origin} ${namesOf(site.methods).join('+')} ${site.target.text}`),
    fixed: applyEdits(text, findings.flatMap(finding => finding.fixes.filter(fix => fix.preferred).map(fix => fix.edits))).text,
    instead: sites.map(site => site.instead && spoken(site.instead)),
  };
}

describe('functions that the configuration says redirect', () => {
  const cases: [path: string, text: string, seen: string[], before: string, after: string][] = [
    ['a.js', "app.post('/a', (req, res) => {\n  goTo('/b');\n});\napp.post('/c', (req, res) => {\n  this.goTo('/d', 301);\n});\nother.goTo('/x');\n",
      ['302 default POST /b', '301 explicit POST /d'], "goTo('/b');\n});\napp.post('/c', (req, res) => {\n  this.goTo('/d', 301)", "goTo('/b', 303);\n});\napp.post('/c', (req, res) => {\n  this.goTo('/d', 303)"],
    ['a.py', "from flask import Flask\napp = Flask(__name__)\n\n@app.route('/a', methods=['POST'])\ndef a():\n    return goTo('/b', 302)\n",
      ['302 explicit POST /b'], 'goTo(\'/b\', 302)', 'goTo(\'/b\', 303)'],
    ['app/controllers/a_controller.rb', "class AController < ApplicationController\n  def create\n    goTo '/b'\n  end\nend\n", ['302 default POST /b'], "goTo '/b'", "goTo '/b', 303"],
    ['a.go', 'package a\n\nimport "net/http"\n\nfunc a(w http.ResponseWriter, r *http.Request) {\n\tif r.Method == http.MethodPost {\n\t\tgoTo("/b", http.StatusFound)\n\t}\n}\n',
      ['302 explicit POST /b'], 'StatusFound', 'StatusSeeOther'],
    ['a.php', "<?php\nif ($_SERVER['REQUEST_METHOD'] === 'POST') {\n  back_to('/b');\n}\n", ['302 default POST /b'], "back_to('/b')", "back_to('/b')"],
    ['A.cs', 'using Microsoft.AspNetCore.Mvc;\nclass AController : Controller {\n  [HttpPost]\n  public IActionResult A() { return goTo("/b", 302); }\n}\n', ['302 explicit POST /b'], '302', '303'],
    ['a_controller.ex', 'defmodule AController do\n  def create(conn, _), do: goTo("/b", :found)\nend\n', ['302 explicit POST /b'], ':found', ':see_other'],
    ['src/a.rs', 'use actix_web::{post, http::StatusCode};\n#[post("/a")]\nasync fn a() -> HttpResponse { goTo("/b", StatusCode::FOUND) }\n', ['302 explicit POST /b'], 'FOUND', 'SEE_OTHER'],
    ['A.java', 'import org.springframework.web.bind.annotation.*;\n@RestController\nclass A {\n  @PostMapping("/a")\n  Object a() { return goTo("/b"); }\n}\n', ['302 default POST /b'], 'goTo("/b")', 'goTo("/b", 303)'],
  ];
  for (const [path, text, seen, before, after] of cases) {
    it(path, async () => {
      const linted = await lint(path, text);
      assert.deepEqual(linted.seen, seen);
      assert.equal(linted.fixed, text.replace(before, after));
    });
  }

  it('are told apart by what they are called on, and have no fix where no argument says the status', async () => {
    const { seen, fixed, instead } = await lint('a.js', "app.put('/a', (req, res) => {\n  http.leave(res, '/b');\n  leave(res, '/c');\n  back_to('/d');\n});\n");
    assert.deepEqual(seen, ['301 default PUT /b', '302 default PUT /d']);
    assert.deepEqual(instead, ['The status stands in http.leave.', 'The status stands in back_to.']);
    assert.match(fixed, /http\.leave\(res, '\/b'\);/);
  });

  it('need an argument for the target', async () => {
    assert.deepEqual((await lint('a.js', "app.post('/a', () => {\n  goTo();\n  http.leave('/a');\n});\n")).seen, []);
  });
});
