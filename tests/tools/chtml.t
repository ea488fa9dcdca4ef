#!/bin/bash
# SPDX-License-Identifier: EUPL-1.2
# tools/chtml: what a template may not say is refused at its line; what it says is written, escaped.
cd "$(dirname "$0")/../.." || exit 1
root=$PWD
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
n=0
CC=${CC:-gcc}

# Standard input is the body of a function of two parameters, which starts at line 5 of the template.
template() {
	{ printf '%% #include "web/ecrire.h"\n%% #include <stdbool.h>\n%% void page(struct buf *out, const char *x, int n, bool b);\n%% void page(struct buf *out, const char *x, int n, bool b) {\n' &&
		cat && printf '%% (void)x; (void)n; (void)b;\n%% }\n'; } >"$tmp/t.chtml"
}
compile() {
	(cd "$tmp" && "$root/tools/chtml" t.chtml >t.c 2>err) || return 1
	$CC -std=gnu17 -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion -Werror -D_GNU_SOURCE -I"$root/src" -c -o "$tmp/t.o" "$tmp/t.c" 2>>"$tmp/err"
}
say() {
	n=$((n + 1))
	[ "$1" = yes ] && echo "ok $n - $2" || { echo "not ok $n - $2" && sed 's/^/# /' "$tmp/err" | head -10; }
}
# refuses WHAT PLACE WORDS: the template of standard input is refused there, with these words.
refuses() {
	template
	if ! compile && grep -q "^t.chtml:$2:.*$3" "$tmp/err"; then say yes "refuses $1"; else say no "refuses $1"; fi
}
# writes WHAT EXPECTED (~: a no-break space): it writes this when x is a hostile text, n 12345 and b false.
writes() {
	template
	{ cat <<-'C'
	#include <stdio.h>
	#include <stdbool.h>
	#include "base/buf.h"
	void page(struct buf *out, const char *x, int n, bool b);
	int main(void)
	{
		struct buf out;
		buf_init(&out, 1 << 20);
		page(&out, "<b>\"l'x\" & é\xff\x01</b>", 12345, false);
		fwrite(out.p, 1, out.n, stdout);
		buf_free(&out);
	}
	C
	} >"$tmp/main.c"
	if compile && $CC -std=gnu17 -D_GNU_SOURCE -I"$root/src" -o "$tmp/t" "$tmp/main.c" "$tmp/t.o" "$root/build/gcc/librelais.a" \
		$(pkg-config --libs libsodium libcrypto liblz4) -lm 2>>"$tmp/err" && "$tmp/t" >"$tmp/out" && printf '%s' "$2" | sed 's/~/\xc2\xa0/g' | cmp -s - "$tmp/out"; then
		say yes "writes $1"
	else
		{ echo "expected: $2" && echo "written:  $(cat "$tmp/out")"; } >>"$tmp/err"
		say no "writes $1"
	fi
}

refuses "an open brace" 5 'is not closed on its line' <<'T'
<p>{x</p>
T
refuses "a closing brace alone" 5 '} without its {' <<'T'
<p>x}</p>
T
refuses "an element that is not closed" 8 '<div> of line 5 is not closed' <<'T'
<div>
<p>a</p>
T
refuses "elements that cross" 5 '</b> where <i> of line 5 is open' <<'T'
<b><i>a</b></i>
T
refuses "an element opened under a condition, closed outside" 7 '<b> of line 6 is not balanced' <<'T'
% if (b) {
<b>
% }
</b>
T
refuses "the same under one line of C" 6 'is not balanced' <<'T'
% if (b)
<b>
% n++;
</b>
T
refuses "a {si} that opens more than it closes" 5 'is not balanced' <<'T'
<p>{si b}<i>{fin}</i></p>
T
refuses "a {si} without its end" 7 '{si} is not closed\|} without its {' <<'T'
<p>{si b}a</p>

T
refuses "C that is not finished" 6 'the C before is not finished' <<'T'
% n = n +
<p>a</p>
T
refuses "style=" 5 'style=' <<'T'
<p style="color:red">a</p>
T
refuses "<style>" 5 '<style>' <<'T'
<style>p{{}}</style>
T
refuses "onclick=" 5 'onclick=' <<'T'
<button type="button" onclick="f()">a</button>
T
refuses "a script in the page" 5 'script inside' <<'T'
<script>f()</script>
T
refuses "a script in the page, beside src" 5 'script inside' <<'T'
<script src="/a.js">f()</script>
T
refuses "href={x}" 5 'starts with {url' <<'T'
<a href="{x}">a</a>
T
refuses "href with {x} after its start" 5 '{param' <<'T'
<a href="/a?q={x}">a</a>
T
refuses "a scheme that runs" 5 'scheme javascript' <<'T'
<a href="javascript:f()">a</a>
T
refuses "an unquoted attribute" 5 'not quoted' <<'T'
<a href=/a>a</a>
T
refuses "a value in the place of an attribute" 5 'in a tag' <<'T'
<p {x}>a</p>
T
refuses "an attribute said twice" 5 'twice' <<'T'
<p class="a" class="b">a</p>
T
refuses "an image without its text" 5 'without alt' <<'T'
<img src="/a.svg">
T
refuses "an ampersand alone" 5 '& alone' <<'T'
<p>a & b</p>
T
refuses "an expression that could be two" 5 'not clear' <<'T'
<p>{n - 1}</p>
T
refuses "raw in an attribute" 5 'inside an attribute' <<'T'
<p title="{raw x}">a</p>
T
refuses "raw of a char *" 6 'incompatible type' <<'T'
<p>a</p>
<p>{raw x}</p>
T
refuses "an integer where a text is written" 6 'ECRIRE' <<'T'
<p>a</p>
<p>{(n)}</p>
T
refuses "a component that is not ended" 8 'ui_debut()> of line 5 is not closed' <<'T'
% ui_debut(out, 3);
<p>a</p>
T
refuses "a component ended inside another" 6 'does not follow' <<'T'
% ui_debut(out, 3);
<p>{! autre_fin(out)}</p>
T

writes "a text, escaped" '<p>&lt;b&gt;&quot;l&#39;x&quot; &amp; é��&lt;/b&gt;</p>
' <<'T'
<p>{x}</p>
T
writes "a value, escaped" '<p title="&lt;b&gt;&quot;l&#39;x&quot; &amp; é��&lt;/b&gt;">a</p>
' <<'T'
<p title="{x}">a</p>
T
writes "integers" '<p>12345 12~345</p>
' <<'T'
<p>{i n} {n n}</p>
T
writes "addresses" '<a href="/a?q=%3Cb%3E%22l%27x%22%20%26%20%C3%A9%FF%01%3C%2Fb%3E&amp;n=12345">a</a><a href="#">b</a><a href="http://e.example/?a&amp;b">c</a>
' <<'T'
<a href="/a?q={param x}&amp;n={i n}">a</a>\
<a href="{url "java\nscript:alert(1)"}">b</a>\
<a href="{url "http://e.example/?a&b"}">c</a>
T
writes "conditions" '<p class="a" hidden>non</p>
<b>un</b>
' <<'T'
<p class="a{si b} b{fin}" {si !b}hidden{fin}>{si b}oui{sinon}non{fin}</p>
% if (!b)
<b>un</b>
% else
<b>deux</b>
T
writes "no-break spaces" '<p>Le «~SAIO~»~: 3~088 offres, 12~%, le 14~novembre~2023~; quoi~?</p>
<p>Le «~b~»~: 12~%</p>
' <<'T'
<p>Le « SAIO » : 3 088 offres, 12 %, le 14 novembre 2023 ; quoi ?</p>
<p>{t "Le « b » : 12 %"}</p>
T
writes "dates" '<time datetime="2023-11-01">1er~novembre~2023</time>
' <<'T'
<time datetime="{iso 20231101}">{date 20231101}</time>
T
writes "braces, comments, blanks" '<pre>
  {a}
</pre><p>ab</p>
' <<'T'
<pre>
  {{a}}
</pre>\

<!-- not
     written --><p>a\
 b</p>
T
echo "1..$n"
