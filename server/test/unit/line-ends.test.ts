import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/analyse.ts';
import { applyEdits } from '../../src/fix/apply.ts';
import '../check.ts';

const MARK = '\uFEFF';

/** In each, the first line is one that the fix depends on, or the fix adds a line. */
const FILES: Readonly<Record<string, string>> = {
  'CartController.cs': 'using System.Web.Mvc;\n\npublic class CartController : Controller\n{\n    [HttpPost]\n    public ActionResult Add()\n    {\n        return RedirectToAction("Index");\n    }\n}\n',
  'Cart.java': 'import org.springframework.stereotype.Controller;\nimport org.springframework.web.bind.annotation.PostMapping;\n\n@Controller\nclass Cart {\n    @PostMapping("/cart")\n    String add() {\n        return "redirect:/cart";\n    }\n}\n',
  'cart.py': 'from flask import redirect, Flask\napp = Flask(__name__)\n\n@app.post("/cart")\ndef add():\n    return redirect("/cart")\n',

  'CartController.php': '<?php\n\nuse Symfony\\Bundle\\FrameworkBundle\\Controller\\AbstractController;\nuse function count;\n\nclass CartController extends AbstractController {\n    public function add() {\n        return $this->redirect("/cart");\n    }\n}\n',
  'routes.yaml': 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nspec:\n  http:\n    - redirect:\n        uri: /b',
};

async function fixed(path: string, text: string): Promise<string[]> {
  const { redirects } = await factsOf({ path, text });
  return redirects.flatMap(redirect => redirect.edits.map(({ edits }) => applyEdits(text, [edits]).text));
}

for (const [path, text] of Object.entries(FILES)) {
  describe(path, () => {
    it('keeps a byte order mark in front, which changes no fix', async () => {
      const plain = await fixed(path, text);
      assert.ok(plain.length > 0);
      assert.deepEqual(await fixed(path, MARK + text), plain.map(each => MARK + each));
    });

    it('has the line ends of its file in what a fix adds', async () => {
      const crlf = (of: string) => of.replaceAll('\n', '\r\n');
      assert.deepEqual(await fixed(path, crlf(text)), (await fixed(path, text)).map(crlf));
    });
  });
}
