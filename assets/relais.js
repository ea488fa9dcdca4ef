// SPDX-License-Identifier: EUPL-1.2
// What is easier with JavaScript: nothing here is needed. Drawers that close with Escape, codes that are copied, filters that apply themselves, a
// form that asks before its changes are lost.
(function () {
	'use strict';
	var etroit = window.matchMedia('(max-width: 47.99rem)');

	// A drawer: a link « #id » opens it. Without this script, :target does.
	function tiroir(lien, boite, fermer) {
		if (!lien || !boite) return;
		var bouton = document.createElement('button');
		bouton.type = 'button';
		bouton.className = lien.className;
		bouton.innerHTML = lien.innerHTML;
		bouton.setAttribute('aria-expanded', 'false');
		bouton.setAttribute('aria-controls', boite.id);
		lien.replaceWith(bouton);
		function montrer(oui) {
			boite.classList.toggle('ouvert', oui);
			bouton.setAttribute('aria-expanded', String(oui));
			if (oui) (fermer || boite).focus();
			else bouton.focus();
		}
		bouton.addEventListener('click', function () {
			montrer(!boite.classList.contains('ouvert'));
		});
		if (fermer)
			fermer.addEventListener('click', function (e) {
				e.preventDefault();
				montrer(false);
			});
		boite.addEventListener('keydown', function (e) {
			if (e.key === 'Escape' && boite.classList.contains('ouvert')) montrer(false);
			if (e.key !== 'Tab' || !boite.classList.contains('ouvert') || boite.tagName !== 'FORM') return;
			var v = Array.prototype.filter.call(boite.querySelectorAll('a, button, input, select, summary'), function (x) {
				return x.offsetParent !== null;
			});
			var bout = e.shiftKey ? v[0] : v[v.length - 1];
			if (document.activeElement === bout) {
				e.preventDefault();
				(e.shiftKey ? v[v.length - 1] : v[0]).focus();
			}
		});
	}
	tiroir(document.querySelector('.fr-header__menu'), document.getElementById('menu'), document.querySelector('.fr-nav__fermer'));
	tiroir(document.querySelector('.fr-filtres__ouvrir'), document.getElementById('filtres'), document.querySelector('.fr-filtres__fermer'));

	// Filters apply themselves on a large screen; on a phone, one applies them all at once.
	document.querySelectorAll('[data-filtres]').forEach(function (form) {
		var attente;
		form.addEventListener('change', function (e) {
			if (etroit.matches || e.target.type === 'search' || e.target.type === 'text') return;
			clearTimeout(attente);
			attente = setTimeout(function () {
				form.requestSubmit();
			}, 400);
		});
		form.addEventListener('submit', function () {
			// An address without the fields that say nothing.
			form.querySelectorAll('input, select').forEach(function (x) {
				if (x.name && !x.value) x.disabled = true;
			});
		});
		window.addEventListener('pageshow', function () {
			form.querySelectorAll(':disabled').forEach(function (x) {
				x.disabled = false;
			});
		});
	});

	// Copy a code as it was typed.
	document.querySelectorAll('[data-copie]').forEach(function (code) {
		if (!navigator.clipboard) return;
		var b = document.createElement('button');
		b.type = 'button';
		b.className = 'fr-copier';
		b.textContent = 'Copier';
		b.setAttribute('aria-label', 'Copier ' + (code.dataset.quoi || 'le code'));
		b.addEventListener('click', function () {
			navigator.clipboard.writeText(code.dataset.copie).then(function () {
				b.textContent = 'Copié';
				b.setAttribute('aria-label', 'Copié');
				setTimeout(function () {
					b.textContent = 'Copier';
					b.setAttribute('aria-label', 'Copier ' + (code.dataset.quoi || 'le code'));
				}, 2000);
			});
		});
		code.after(b);
	});

	// Leaving a form that was changed asks first.
	document.querySelectorAll('[data-quitter]').forEach(function (form) {
		var change = false;
		form.addEventListener('input', function () {
			change = true;
		});
		form.addEventListener('submit', function () {
			change = false;
		});
		window.addEventListener('beforeunload', function (e) {
			if (change) e.preventDefault();
		});
	});

	// The summary of errors is what one reads first; a link to folded content opens it.
	var erreurs = document.getElementById('erreurs');
	if (erreurs && !location.hash) erreurs.focus();
	function deplier() {
		var d = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
		if (d && d.tagName === 'DETAILS') d.open = true;
	}
	window.addEventListener('hashchange', deplier);
	deplier();
})();
