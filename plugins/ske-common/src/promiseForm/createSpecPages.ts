import type { JsonObject } from '@backstage/types';
import type { FormHints, PageHint } from './hints';
import { asObject, asText, isTrue } from './json';
import type { PromiseApi } from './KratixPromise';
import type { ResolvedSettings } from './resolveSettings';
import {
  allProperties,
  below,
  convertProperties,
  convertSchema,
  createRules,
  hintFor,
  isEmptyObject,
  INVALID_YAML,
  orderNames,
  readChoices,
  readBounds,
  readDescription,
  tellRowsApart,
  requiredNames,
  whyYaml,
  withoutAny,
  type FormContext,
  type Place,
} from './schema';
import {
  limitsToTry,
  MAX_FORM_SIZE,
  measureSchemas,
  type SizeLimits,
} from './size';
import { upperFirst } from './titles';

const PRESERVED = 'x-kubernetes-preserve-unknown-fields';

/** More steps are no way through a form. Real APIs are well below it; SKE has a page for each property, whatever their number. */
const MAX_PAGES = 50;

/** One page of the form: which properties of the spec it has. */
interface Page {
  title: string;
  description?: string;
  names: string[];
}

/** The pages for the spec, within the size that a form may have; none where there is nothing to say. */
export function createSpecPages(options: {
  api: PromiseApi;
  settings: ResolvedSettings;
  hints: FormHints;
  notices: Set<string>;
}): JsonObject[] {
  const { api, settings, hints, notices } = options;
  const spec = readSpec(api);
  if (!spec) {
    return [];
  }
  const sizeOf = measureSchemas();
  const grouped = new Set(hints.pages.flatMap(({ fields }) => fields));
  const count = Object.keys(allProperties(spec)).filter(
    name => !grouped.has(name),
  ).length;
  const single = settings.singleSpecPage || count > MAX_PAGES;
  const createWithin = (limits: SizeLimits | undefined) => {
    const found = new Set<string>();
    const context: FormContext = { limits, sizeOf, hints, notices: found };
    const pages = createPagesWithin(spec, context, single);
    return { pages, found, size: JSON.stringify(pages).length };
  };
  const [first, ...stricter] = limitsToTry(
    spec,
    sizeOf,
    single || grouped.size > 0,
  );
  let form = createWithin(first);
  for (const limits of stricter) {
    if (form.size <= MAX_FORM_SIZE) {
      break;
    }
    form = createWithin(limits);
  }
  form.found.forEach(notice => notices.add(notice));
  hints.unused().forEach(notice => notices.add(notice));
  return tellRowsApart(form.pages, [
    settings.nameFieldTitle,
    settings.namespaceFieldTitle,
  ]);
}

function readSpec({ schema }: PromiseApi): JsonObject | undefined {
  const spec = asObject(asObject(schema.properties)?.spec);
  if (!spec) {
    // Where the API says nothing of the spec but keeps whatever it is given, the spec can be anything.
    return isTrue(schema[PRESERVED]) ? { [PRESERVED]: true } : undefined;
  }
  return spec;
}

function createPagesWithin(
  spec: JsonObject,
  context: FormContext,
  single: boolean,
): JsonObject[] {
  const root: Place = { path: [], required: true, plainOnly: false, context };
  if (hasFields(spec) && !whyYaml(spec, root)) {
    return createPages(spec, root, single);
  }
  return isEmptyObject(spec) ? [] : [createWholePage(spec, root)];
}

function hasFields(spec: JsonObject): boolean {
  return Object.keys(allProperties(spec)).length > 0;
}

/** A spec without named fields, or with names that no form can hold: the whole of it is one field. */
function createWholePage(spec: JsonObject, root: Place): JsonObject {
  const isObject = (asText(spec.type) || 'object') === 'object';
  return {
    title: 'Specification',
    required: ['spec'],
    properties: {
      spec: {
        // The manifest has a spec, be it an empty one.
        ...(isObject && { default: {} }),
        ...convertSchema(spec, root),
        title: 'Specification',
      },
    },
  };
}

function createPages(
  spec: JsonObject,
  root: Place,
  single: boolean,
): JsonObject[] {
  const properties = allProperties(spec);
  const required = requiredNames(spec);
  const others = isTrue(spec[PRESERVED]);
  const pages = single
    ? [{ title: 'Specification', names: orderNames(spec, properties, root) }]
    : listPages({ properties, required, root, others });
  // Only where they are all together.
  const choices = readChoices(spec);
  const pageOfChoices = pages.findIndex(({ names }) =>
    choices.every(({ fields }) => fields.every(name => names.includes(name))),
  );
  const hasChoices = choices.length > 0 && pageOfChoices !== -1;
  const rules = createRules(spec, hasChoices ? choices : []);
  return pages.map((page, index) => {
    const isLast = index === pages.length - 1;
    const pageRequired = required.filter(
      // What no field asks for is asked on the last page, where everything else is there.
      name => page.names.includes(name) || (isLast && !(name in properties)),
    );
    const description = readDescription(
      { description: page.description ?? '' },
      isLast ? rules.notes : [],
    );
    return {
      title: page.title,
      ...description,
      required: ['spec'],
      properties: {
        spec: withoutAny(
          {
            title: '',
            type: 'object',
            ...(isLast && readBounds(spec).keywords),
            ...(pageRequired.length > 0 && { required: pageRequired }),
            properties: convertProperties(
              properties,
              page.names,
              required,
              root,
            ),
            'ui:field': 'KratixObject',
            'ui:options': {
              page: true,
              ...(hasChoices && index === pageOfChoices && { choices }),
              ...(others &&
                isLast && {
                  otherFields: true,
                  knownFields: Object.keys(properties).sort(),
                }),
            },
          },
          isLast ? [...rules.forbidden, ...(others ? [INVALID_YAML] : [])] : [],
        ),
      },
    };
  });
}

/** The pages that hints name, then a page for each property that they do not, then those that are advanced. */
function listPages(options: {
  properties: JsonObject;
  required: string[];
  root: Place;
  others: boolean;
}): Page[] {
  const { properties, required, root, others } = options;
  const { hints } = root.context;
  const taken = new Set<string>();
  const grouped = hints.pages.map(page =>
    readPageHint(page, properties, taken, root),
  );
  const isAdvanced = (name: string) =>
    hintFor(below(root, name), asObject(properties[name]) ?? {}).advanced;
  const rest = inPageOrder(properties, hints).filter(name => !taken.has(name));
  const isHidden = (name: string) => {
    const schema = asObject(properties[name]) ?? {};
    // What is hidden in vain is shown; see applyHint.
    const isFillable = !required.includes(name) || schema.default !== undefined;
    return isFillable && hintFor(below(root, name), schema).hidden === true;
  };
  const hidden = rest.filter(isHidden);
  const shown = rest.filter(name => !hidden.includes(name));
  const advanced = shown.filter(isAdvanced);
  const pages = [
    ...grouped.filter(({ names }) => names.length > 0),
    ...shown
      .filter(name => !isAdvanced(name))
      .map(name => ({ title: titleOf(name, properties, root), names: [name] })),
    ...(advanced.length > 0 ? [{ title: 'Advanced', names: advanced }] : []),
    ...(others ? [{ title: 'Other fields', names: [] }] : []),
  ];
  // They keep their defaults on a page with others; alone they would be an empty one.
  const [first = { title: 'Specification', names: [] }, ...further] = pages;
  return [{ ...first, names: [...first.names, ...hidden] }, ...further];
}

/** By name, as SKE has them, unless a hint says otherwise. */
function inPageOrder(properties: JsonObject, { order }: FormHints): string[] {
  const rank = (name: string) => {
    const chosen = order.indexOf(name);
    return chosen === -1 ? order.length : chosen;
  };
  return Object.keys(properties).sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
}

function titleOf(name: string, properties: JsonObject, root: Place): string {
  const property = asObject(properties[name]) ?? {};
  return hintFor(below(root, name), property).title ?? upperFirst(name);
}

function readPageHint(
  page: PageHint,
  properties: JsonObject,
  taken: Set<string>,
  { context }: Place,
): Page {
  const names = page.fields.filter(name => {
    const isKnown = Object.hasOwn(properties, name);
    const isUsable = isKnown && !taken.has(name);
    taken.add(name);
    if (!isUsable) {
      context.notices.add(
        `The page "${page.title}" names "${name}", which ${isKnown ? 'has its place already' : 'is not a field of the spec'}.`,
      );
    }
    return isUsable;
  });
  return { title: page.title, description: page.description, names };
}
