import type { Watcher } from './capturing';

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A choice or a number is not the beginning of filling in a form: product pages are full of them. */
const CHOSEN = /^(select|radio|checkbox|number|range|search|hidden)/;

const isField = (element: unknown): element is Field =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement;

const isForm = (element: unknown): element is HTMLFormElement => element instanceof HTMLFormElement;

const nameOf = (element: Element): string =>
  element.getAttribute('data-crow-label') ||
  element.getAttribute('aria-label') ||
  element.getAttribute('name') ||
  element.id ||
  '';

const formName = (form: HTMLFormElement): string =>
  nameOf(form) || form.getAttribute('role') || new URL(form.action || location.href, location.href).pathname;

/** The rule a field breaks. The browser's own message may repeat what was typed, so it is not used. */
const brokenRule = (field: Field): string => {
  for (const rule in field.validity) {
    if (rule !== 'valid' && field.validity[rule as keyof ValidityState]) {
      return rule;
    }
  }
  return 'invalid';
};

/** Forms: sent, refused by the browser's own checks, begun and left. Names of fields, never values. */
export const forms: Watcher = (host) => {
  const begun = new Map<HTMLFormElement, { first: number; field: string; fields: Set<string> }>();
  const ignored = (element: Element) =>
    !!element.closest(['[data-crow-ignore]', host.options.ignoreSelector].filter(Boolean).join(','));

  host.listen(
    document,
    'input',
    ({ target }) => {
      if (!isField(target) || !target.form || CHOSEN.test(target.type) || ignored(target)) {
        return;
      }
      const known = begun.get(target.form) ?? { first: Date.now(), field: '', fields: new Set() };
      known.field = nameOf(target);
      known.fields.add(known.field);
      begun.set(target.form, known);
    },
    true,
  );
  host.listen(
    document,
    'submit',
    ({ target }) => {
      if (isForm(target) && !ignored(target)) {
        const known = begun.get(target);
        begun.delete(target);
        host.crow.track('form_submit', {
          form: formName(target),
          fields: known ? [...known.fields] : undefined,
          durationMs: known ? Date.now() - known.first : undefined,
        });
      }
    },
    true,
  );
  host.listen(
    document,
    'invalid',
    ({ target }) => {
      if (isField(target) && !ignored(target)) {
        host.crow.track('form_error', {
          form: target.form ? formName(target.form) : '',
          field: nameOf(target),
          message: brokenRule(target),
        });
      }
    },
    true,
  );
  const leave = () => {
    for (const [form, known] of begun) {
      host.crow.track('crow.form_abandon', {
        form: formName(form),
        lastField: known.field,
        fields: [...known.fields],
        durationMs: Date.now() - known.first,
      });
    }
    begun.clear();
  };
  host.onRoute(leave);
  host.onAway((gone) => {
    if (gone) {
      leave();
    }
  });
};
