import type { JsonObject, JsonValue } from '@backstage/types';
import { customizeValidator } from '@rjsf/validator-ajv8';
import ajvErrors from 'ajv-errors';
import { validate } from 'jsonschema';
import { createTemplateRenderer } from 'nunjitsu';
import { parse } from 'yaml';
import type { TemplateEntity } from '../PromiseTemplate';

/** Holds values against a Template, as the scaffolder does in the browser and in the backend. */
export class FormChecker {
  readonly #template: TemplateEntity;
  readonly #validator = customizeValidator();

  constructor(template: TemplateEntity) {
    this.#template = template;
    ajvErrors(this.#validator.ajv);
  }

  /** What the form and the scaffolder's backend say against the spec; nothing if they accept it. */
  problems(spec: JsonValue, name = 'one'): string[] {
    const values = { ...this.values(spec), objname: name };
    return this.#template.spec.parameters.flatMap(page => {
      const { errors, validationError } = this.#validator.rawValidation(
        page,
        values,
      );
      // A schema that cannot be compiled would accept everything.
      if (validationError) {
        throw validationError;
      }
      return [
        ...(errors ?? []).map(error => `form: ${JSON.stringify(error)}`),
        ...validate(values, page).errors.map(
          error => `backend: ${error.stack}`,
        ),
      ];
    });
  }

  values(spec: JsonValue): JsonObject {
    return { objname: 'one', objnamespace: 'default', spec };
  }

  /** The manifest that the step is given, as an object. */
  render(spec: JsonValue): JsonObject {
    const [{ input }] = this.#template.spec.steps as Array<{
      input: { manifest: string };
    }>;
    const parameters = JSON.parse(JSON.stringify(this.values(spec)));
    const text = createTemplateRenderer().render(input.manifest, {
      parameters,
    });
    return parse(text, { schema: 'core', version: '1.2' }) as JsonObject;
  }
}
