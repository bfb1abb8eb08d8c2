import { lineOf, textOf, type Form } from './form';

/** Forms that occur again and again, each written once on its page. */
export class Named {
  private readonly names = new Map<string, string>();
  private readonly forms: (readonly [string, Form])[] = [];

  /** From here on what has this form is called so. */
  add(name: string, form: Form): this {
    this.forms.push([name, form]);
    this.names.set(lineOf(form, this.names), name);
    return this;
  }

  text(form: Form, before = ''): string {
    return textOf(form, this.names, before);
  }

  /** What each name stands for, those first that others are made of. */
  definitions(): readonly string[] {
    const earlier = new Map<string, string>();
    return this.forms.map(([name, form]) => {
      const text = textOf(form, earlier, `${name} = `);
      earlier.set(lineOf(form, earlier), name);
      return text;
    });
  }
}
