import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import '../check.ts';

const MARK = '\uFEFF';

/** In each, the first line is one that the fix depends on, or that it adds a line to. */
const FILES: Readonly<Record<string, string>> = {
  'CartController.cs': 'using System.Web.Mvc;\n\npublic class CartController : Controller\n{\n    [HttpPost]\n    public ActionResult Add()\n    {\n        return RedirectToAction("Index");\n    }\n}\n',
  'Cart.java': 'import org.springframework.stereotype.Controller;\nimport org.springframework.web.bind.annotation.PostMapping;\n\n@Controller\nclass Cart {\n    @PostMapping("/cart")\n    String add() {\n        return "redirect:/cart";\n    }\n}\n',
  'cart.py': 'from flask import redirect, Flask\napp = Flask(__name__)\n\n@app.post("/cart")\ndef add():\n    return redirect("/cart")\n',
};

describe('a byte order mark', () => {
  for (const [path, text] of Object.entries(FILES)) {
    it(`stays in front, and changes no fix: ${path}`, async () => {
      const fixed = async (of: string) => (await factsOf({ path, text: of })).redirects.flatMap(redirect => redirect.edits.map(({ edits }) => applyEdits(of, [edits]).text));
      const plain = await fixed(text);
      assert.ok(plain.length > 0);
      assert.deepEqual(await fixed(MARK + text), plain.map(each => MARK + each));
    });
  }
});
