import type { JsonObject } from '@backstage/types';

/**
 * A scaffolder Template as plain JSON, ready for the catalog.
 *
 * @public
 */
export interface TemplateEntity extends JsonObject {
  /** The apiVersion of the scaffolder's Templates. */
  apiVersion: 'scaffolder.backstage.io/v1beta3';
  /** The kind of the entity. */
  kind: 'Template';
  /** Metadata that the catalog accepts. */
  metadata: {
    name: string;
    namespace?: string;
    title: string;
    description: string;
    tags: string[];
    annotations?: { [key: string]: string };
  };
  /** The pages, the step, and the output of the finished task. */
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
 * The result of {@link createPromiseTemplate}.
 *
 * @public
 */
export interface PromiseTemplate {
  /** Absent if the Promise has no API. */
  template?: TemplateEntity;
  /** Sentences for the platform engineer about the limits of the form, or why there is no form. Each sentence appears once, in a stable order. */
  notices: string[];
}
