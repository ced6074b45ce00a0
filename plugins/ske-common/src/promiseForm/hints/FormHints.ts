import type { JsonObject } from '@backstage/types';

/** Hints of a Promise's author for one field. */
export interface FieldHint {
  title?: string;
  /** Markdown, below the description. */
  help?: string;
  placeholder?: string;
  widget?: string;
  /** The field is not shown and keeps its default. */
  hidden?: boolean;
  /** The field comes last on its page, or on a page of advanced fields at the end. */
  advanced?: boolean;
  /** The field names a Secret in the namespace of the request. */
  secretName?: boolean;
  /** For an object: the fields that come first, in this order. */
  order?: string[];
}

/** A page with some properties of the spec. */
export interface PageHint {
  title: string;
  description?: string;
  fields: string[];
}

/** All hints of a Promise. */
export interface FormHints {
  singlePage?: boolean;
  hideNamespace?: boolean;
  pages: PageHint[];
  order: string[];
  /** Hints of the annotation have precedence over hints of the schema. */
  forField(path: string[], schema: JsonObject): FieldHint;
  /** A notice for each hint that names a field that the form does not have. */
  unused(): string[];
}
