import type { JsonObject, JsonValue } from '@backstage/types';
import { customizeValidator } from '@rjsf/validator-ajv8';
import ajvErrors from 'ajv-errors';
import { validate } from 'jsonschema';
import { createTemplateRenderer } from 'nunjitsu';
import { parse } from 'yaml';
import type { TemplateEntity } from '../PromiseTemplate';

/** Validates values against a Template, as the scaffolder does in the browser and in the backend. */
export class FormChecker {
  readonly #template: TemplateEntity;
  readonly #validator = customizeValidator();

  constructor(template: TemplateEntity) {
    this.#template = template;
    ajvErrors(this.#validator.ajv);
  }

  /** The errors of the form and of the scaffolder's backend for a spec. */
  problems(spec: JsonValue, name = 'one'): string[] {
    const values = { ...this.values(spec), objname: name };
    return this.#template.spec.parameters.flatMap(page => {
      const { errors, validationError } = this.#validator.rawValidation(
        page,
        values,
      );
      // A schema that does not compile would accept everything.
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

  /** The manifest of the step, as an object. */
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
