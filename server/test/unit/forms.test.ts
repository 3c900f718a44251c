import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markupOf } from '../../src/languages/php/markup.ts';
import { namesOf } from '../../src/model/methods.ts';
import { formsIn, HOLE, markupIn } from '../../src/syntax/forms.ts';
import { submissionsIn } from '../../src/syntax/submissions.ts';

/** `POST /login` for each form of some markup; `POST itself` where it has no address. */
function formsOf(markup: string): string[] {
  return formsIn(markup).map(({ method, address }) => `${method} ${address ? markup.slice(address.start, address.end) : 'itself'}`);
}

/** `POST path /login` for each form of a template. */
function sentBy(text: string, markup = markupIn(text)): string[] {
  return submissionsIn(text, markup).map(({ methods, target }) => `${namesOf(methods)} ${target.kind} ${target.text}`);
}

const sentByPhp = (text: string) => sentBy(text, markupOf(text));

describe('forms', () => {
  const cases: readonly [string, string[]][] = [
    ['<form method="post" action="/login">', ['POST /login']],
    ["<FORM\n  ACTION='/login'\n  METHOD='Post' novalidate\n>", ['POST /login']],
    ['<form class=a method=post action=/login/>', ['POST /login/']],
    ['<form action="/search">', []],
    ['<form method="get" action="/search"><input name="method" value="post">', []],
    ['<form method="dialog" action="/x">', []],
    ['<form method="post">', ['POST itself']],
    ['<form data-method="post" action="/x">', []],
    ['<form method="post" action="/a" action="/b">', ['POST /a']],
    ['<form method="post" action="/a"><button formaction="/b">B</button></form><button formaction="/c">C</button>', ['POST /a', 'POST /b']],
    ['<form><button formmethod="post">A</button></form><button formmethod="post">B</button>', ['POST itself']],
    ['<form method="post" action="/a"><button formaction="/b" formmethod="get">B</button></form>', ['POST /a']],
    ['<form action="/a"><input type="submit" formmethod="post"></form>', ['POST /a']],
    ['<button hx-delete="/a" data-hx-post="/b">', ['POST /b', 'DELETE /a']],
    ['<div hx-put="/a"></div><div hx-patch="/b"></div><div hx-get="/c"></div>', ['PUT /a', 'PATCH /b']],
    ['<!-- <form method="post" action="/a"> --><form method="post" action="/b">', ['POST /b']],
    ['<!-- <form method="post" action="/a">', []],
    ['a <b and c> d <form method="post" action="/a"', ['POST /a']],
    ['<form method="post" action="/a', ['POST ']],
    ['<formula method="post" action="/a">', []],
  ];
  for (const [markup, expected] of cases) it(JSON.stringify(markup), () => assert.deepEqual(formsOf(markup), expected));

  it('says where the tag stands', () => {
    const text = 'a <form method="post" action="/b"> c';
    assert.deepEqual(formsIn(text).map(({ span }) => text.slice(span.start, span.end)), ['<form method="post" action="/b">']);
  });
});

describe('templates', () => {
  const cases: readonly [string, string[]][] = [
    ['<form method="post" action="/orders/{{ .ID }}/pay">', ['POST pattern /orders/{x}/pay']],
    ['<form method="post" action="/orders/<%= id %>?to=<%= to %>">', ['POST pattern /orders/{x}']],
    ['<form method="post" action="/orders?id={{ id }}#top">', ['POST path /orders']],
    ['<form {{#if open}}class="a"{{/if}} method="post" action="/orders">', ['POST path /orders']],
    ['<form {% if a %}method="post"{% endif %} action="/orders">', ['POST path /orders']],
    ['<form method="post" action="{% url "shop:cancel" pk=order.pk %}">', ['POST route shop:cancel']],
    ["<form method=\"post\" action=\"{{ path('order_cancel', { id: order.id }) }}\">", ['POST route order_cancel']],
    ["<form method=\"post\" action=\"{{ route('a') }}{{ b('c') }}\">", []],
    ['<form method="post" action="#" th:action="@{/orders/{id}(id=${order.id})}">', ['POST pattern /orders/{id}']],
    ['<form method="post" action="{{ target }}">', []],
    ['<form method="{{ method }}" action="/a">', []],
    ['<form method="post" action="https://other.example/a">', []],
    ['<form method="post" action="//other.example/a">', []],
    ['<form method="post" action="javascript:send()">', []],
    ['<form method="post" action="">', []],
    ['<form method="post" action="?page=2">', []],
    ['<form method="post" action="#">', []],
    ['<form method="post" action="save.php">', ['POST path save.php']],
    ['<form asp-controller="Orders" asp-action="Pay">', ['POST route Orders#Pay']],
    ['<form asp-controller="Orders" asp-action="PayAsync" method="post"><button asp-controller="Stock" asp-action="Hold">', ['POST route Orders#Pay', 'POST route Stock#Hold']],
    ['<form asp-controller="Orders" asp-action="Pay"><button formaction="/b">', ['POST route Orders#Pay', 'POST path /b']],
    ['<form asp-controller="Orders" asp-action="Find" method="get"><button asp-action="Pay">', []],
    ['<form asp-controller="@Name" asp-action="Pay"></form><form asp-controller="Orders" asp-action="@Action">', []],
    ['<form asp-action="Pay">', []],
    ['<form asp-area="Admin" asp-controller="Orders" asp-action="Pay">', []],
    ['<form asp-page="/Orders" asp-page-handler="Pay" method="post">', []],
    ['<a asp-controller="Orders" asp-action="Pay">', []],
    ['<form:form action="/pay" modelAttribute="order"><button formaction="/hold"></form:form><button formmethod="post">', ['POST path /pay', 'POST path /hold']],
    ['<form:form action="/find" method="GET">', []],
    ['<form:select action="/pay" method="post">', []],
    ['<form method="post" action="${pageContext.request.contextPath}/pay">', ['POST path /pay']],
    ['<form method="post" action="${contextPath}/orders/${order.id}/pay?a=1">', ['POST pattern /orders/{x}/pay']],
    ['<form method="post" action="<%= request.getContextPath() %>/pay">', ['POST path /pay']],
    ['<form method="post" action="<c:url value=\'/pay\'/>">', ['POST path /pay']],
    ['<form method="post" action="<spring:url value=\'/pay\' />">', ['POST path /pay']],
    ['<form method="post" action="<c:url value=\'pay\'/>">', []],
    ['<form method="post" action="${host}/pay">', []],
    ['<form th:action="@{/login}" method="post"></form><form th:action="@{/login/reset}" method="post">', ['POST pattern /login/reset']],
    ['<form:form action="logout">', []],
    ['<form method="post" action="/login">', ['POST path /login']],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.deepEqual(sentBy(text), expected));

  const views: readonly [string, string, string[]][] = [
    ['Views/Orders/Index.cshtml', '<form asp-action="Pay">', ['Orders#Pay']],
    ['src/Web/Views/Orders/Index.cshtml', '<form asp-controller="Stock" asp-action="Pay">', ['Stock#Pay']],
    ['Views/Shared/_Menu.cshtml', '<form asp-action="Pay">', []],
    ['Pages/Orders/Index.cshtml', '<form asp-action="Pay">', []],
    ['Views/Orders/Index.cshtml', '<form asp-area="" asp-action="Pay">', ['Orders#Pay']],
    ['Areas/Admin/Views/Orders/Index.cshtml', '<form asp-area="Admin" asp-action="Pay">', ['Orders#Pay']],
    ['Areas/Admin/Views/Orders/Index.cshtml', '<form asp-area="" asp-action="Pay">', []],
    ['Areas/Admin/Views/Orders/Index.cshtml', '<form asp-area="Sales" asp-action="Pay">', []],
  ];
  for (const [path, text, expected] of views) it(`${path} ${text}`, () => assert.deepEqual(submissionsIn(text, markupIn(text), path).map(({ target }) => target.text), expected));

  it('keeps every offset', () => {
    const text = '{{ a }} <% b %> ${c} {% d %} {{ unclosed';
    assert.equal(markupIn(text), `${HOLE.repeat(7)} ${HOLE.repeat(7)} ${HOLE.repeat(4)} ${HOLE.repeat(7)} {{ unclosed`);
  });
});

describe('PHP', () => {
  const cases: readonly [string, string[]][] = [
    ['<form method="post" action="save.php"><?php header("Location: /a");', ['POST path save.php']],
    ['<?php if ($a): ?><form method="post" action="save.php?id=<?= $id ?>"><?php endif ?>', ['POST path save.php']],
    ['<form method="post" action="<?= $a ? \'?>\' : \'>\' ?>">', []],
    ['<?php echo "<form method=\\"post\\" action=\\"save.php\\">";', ['POST path save.php']],
    ["<?php echo '<form method=\"post\" action=\"save.php?id=' . $id . '\">';", ['POST path save.php']],
    ["<?php echo '<form method=\"post\" action=\"' . $to . '\">';", []],
    ['<?php echo "<form method=\'post\' action=\'/orders/{$order->id}/pay\'>";', ['POST pattern /orders/{x}/pay']],
    ['<?php echo <<<HTML\n<form method="post" action="save.php">\nHTML;', ['POST path save.php']],
    ["<?php echo <<<'HTML'\n<form method='post' action='$a.php'>\nHTML;", []],
    ['<?php // <form method="post" action="a.php">\n# <form method="post" action="b.php">\n/* <form method="post" action="c.php"> */', []],
    ['<?php // it\'s ?><form method="post" action="save.php">', ['POST path save.php']],
    ['<?php $a = "unclosed <form method=post action=save.php>', []],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.deepEqual(sentByPhp(text), expected));

  it('keeps every offset', () => {
    for (const [text] of cases) assert.equal(markupOf(text).length, text.length);
  });
});

it('takes a time that grows as the text does', () => {
  const units = ['<a b="', "<a b='", '<form method="post" action="', '<!-- ', '<a ', '<a b = ', '{{', '{{}}', '<%', '${', '<form method=post action=/a>', '<form:form action=a>', '<form asp-action="a" ', '<form method=post action="${ ', '<?php "', "<?php '", '<?php /*', '<?php <<<A\n', '<?php # ', '"\\', '{$', '$a[', '< ', '<a\uE000'];
  const spent = (text: string) => {
    const began = process.cpuUsage();
    submissionsIn(text, markupIn(text));
    submissionsIn(text, markupOf(`<?php ${text}`).slice(6));
    submissionsIn(text, markupOf(text));
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  };
  for (const unit of units) assert.ok(spent(unit.repeat(Math.ceil(100_000 / unit.length))) < 1000, unit);
});
