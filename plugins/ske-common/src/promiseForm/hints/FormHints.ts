import type { JsonObject } from '@backstage/types';

/** What the author of a Promise may say of one field. */
export interface FieldHint {
  title?: string;
  /** Markdown, below the description. */
  help?: string;
  placeholder?: string;
  widget?: string;
  /** Not shown; it keeps its default. */
  hidden?: boolean;
  /** Last on its page, or on a last page of its own. */
  advanced?: boolean;
  /** The field names a Secret in the namespace of the request. */
  secretName?: boolean;
  /** Of an object: which of its fields come first, and in which order. */
  order?: string[];
}

/** A page that collects some properties of the spec. */
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
  /** Those of the annotation win over those of the schema. */
  forField(path: string[], schema: JsonObject): FieldHint;
  /** Returns a notice for each hint whose field does not exist. */
  unused(): string[];
}
