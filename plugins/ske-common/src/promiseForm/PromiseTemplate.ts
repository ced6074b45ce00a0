import type { JsonObject } from '@backstage/types';

/**
 * A scaffolder Template as plain JSON, ready for the catalog.
 *
 * @public
 */
export interface TemplateEntity extends JsonObject {
  /** Of the scaffolder's Templates. */
  apiVersion: 'scaffolder.backstage.io/v1beta3';
  /** Of an entity of the catalog. */
  kind: 'Template';
  /** Within what the catalog takes. */
  metadata: {
    name: string;
    namespace?: string;
    title: string;
    description: string;
    tags: string[];
    annotations?: { [key: string]: string };
  };
  /** Pages, the step, and what the finished task says. */
  spec: {
    type: string;
    lifecycle: string;
    owner: string;
    /** One JSON Schema for each page of the form. */
    parameters: JsonObject[];
    steps: JsonObject[];
    output: JsonObject;
  };
}

/**
 * What {@link createPromiseTemplate} makes of a Promise.
 *
 * @public
 */
export interface PromiseTemplate {
  /** Absent where the Promise has no API. */
  template?: TemplateEntity;
  /** What the form cannot do, or why there is none: sentences for the platform engineer, each once, in a stable order. */
  notices: string[];
}
