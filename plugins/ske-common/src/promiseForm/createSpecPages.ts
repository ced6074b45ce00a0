import type { JsonObject } from '@backstage/types';
import type { FormHints, PageHint } from './hints';
import { asObject, isTrue } from './values/json';
import type { PromiseApi } from './promise/KratixPromise';
import type { ResolvedSettings } from './resolveSettings';
import {
  allProperties,
  below,
  convertProperties,
  convertSchema,
  createChoiceRules,
  createRules,
  hintFor,
  isEmptyObject,
  isOfObjectType,
  isGiven,
  noteUndefinedNames,
  noteUnset,
  INVALID_YAML,
  orderNames,
  readChoiceGroups,
  readBounds,
  readDescription,
  readSpecDefault,
  tellRowsApart,
  askedNames,
  whyYaml,
  withoutAny,
  toOption,
  type ChoiceGroup,
  type FormContext,
  type Place,
} from './schema';
import {
  limitsToTry,
  MAX_FORM_SIZE,
  measureSchemas,
  type SizeLimits,
} from './values/size';
import { humanise, readOwnTitle } from './values/titles';

const PRESERVED = 'x-kubernetes-preserve-unknown-fields';

/**
 * The largest number of pages, because a form with more steps is too long. Real APIs have far fewer properties. SKE has a page for each property,
 * however many there are.
 */
const MAX_PAGES = 50;

/**
 * A form shows this text only if `ui:field` names a field that the portal does not have; our own fields show the description of their schema instead.
 * Without the text such a form would look complete, although users could neither leave out an optional object nor enter a YAML value.
 */
const MISSING_FIELDS = {
  'ui:description':
    'This portal lacks the fields of this form, so values can be missing or wrong: install the package @kratix-portal/plugin-ske in its frontend.',
};

/** One page of the form. Its `names` are the properties of the spec that the page shows. */
interface Page {
  title: string;
  description?: string;
  names: string[];
}

/** Creates the pages for the spec, within the size limit of a form. Returns no page if the API does not describe a spec. */
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
    // An API that keeps unknown fields and does not define a spec accepts any spec.
    return isTrue(schema[PRESERVED]) ? { [PRESERVED]: true } : undefined;
  }
  return spec;
}

function createPagesWithin(
  spec: JsonObject,
  context: FormContext,
  single: boolean,
): JsonObject[] {
  const root: Place = { path: [], required: true, context };
  if (hasFields(spec) && !whyYaml(spec, root)) {
    return createPages(spec, root, single);
  }
  return isEmptyObject(spec) ? [] : [createWholePage(spec, root)];
}

function hasFields(spec: JsonObject): boolean {
  return Object.keys(allProperties(spec)).length > 0;
}

/** A spec without named fields, or with names that a form cannot hold, is one field. */
function createWholePage(spec: JsonObject, root: Place): JsonObject {
  const isObject = isOfObjectType(spec);
  const { default: value, ...others } = spec;
  const field = convertSchema(isObject ? others : spec, root);
  const notes = isObject ? noteUnset(asObject(value) ?? {}) : [];
  return {
    title: 'Specification',
    required: ['spec'],
    properties: {
      spec: {
        // The manifest always has a spec.
        ...(isObject && { default: {} }),
        ...field,
        ...(field['ui:field'] === 'KratixYaml' && MISSING_FIELDS),
        ...readDescription({ description: field.description }, notes),
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
  const required = askedNames(spec);
  const others = isTrue(spec[PRESERVED]);
  const groups = readChoiceGroups(spec);
  // The first page fills in the default of the spec for the fields of all pages.
  const { initial, notes } = readSpecDefault(spec);
  const pages = single
    ? [{ title: 'Specification', names: orderNames(spec, properties, root) }]
    : keepTogether(
        listPages({ properties, required, given: initial, root, others }),
        groups,
        root,
      );
  const rules = createRules(spec, groups);
  noteUndefinedNames(spec, root);
  return pages.map((page, index) => {
    const isLast = index === pages.length - 1;
    const pageRequired = required.filter(
      // A required property without a field is checked on the last page, where the values of all other properties are known.
      name =>
        page.names.includes(name) ||
        (isLast && !Object.hasOwn(properties, name)),
    );
    const description = readDescription(
      { description: page.description ?? '' },
      [...(index === 0 ? notes : []), ...(isLast ? rules.notes : [])],
    );
    const choices = groups.filter(({ choices: [{ fields }] }) =>
      page.names.includes(fields[0]),
    );
    // The rule behind a choice is checked on the page of the choice. All other rules are checked on the last page.
    const forbidden = [
      ...createChoiceRules(spec, choices),
      ...(isLast ? rules.forbidden : []),
      ...(isLast && others ? [INVALID_YAML] : []),
    ];
    return {
      title: page.title,
      ...description,
      required: ['spec'],
      properties: {
        spec: withoutAny(
          {
            title: page.title,
            type: 'object',
            ...(isLast && readBounds(spec).keywords),
            ...(pageRequired.length > 0 && { required: pageRequired }),
            properties: convertProperties({
              properties,
              names: page.names,
              required,
              given: initial,
              place: root,
              convert: convertSchema,
            }),
            'ui:field': 'KratixObject',
            ...MISSING_FIELDS,
            'ui:options': {
              page: true,
              ...(initial && index === 0 && { initial }),
              ...(choices.length > 0 && { choices: choices.map(toOption) }),
              ...(others &&
                isLast && {
                  otherFields: true,
                  knownFields: Object.keys(properties).sort(),
                }),
            },
          },
          forbidden,
        ),
      },
    };
  });
}

/** Moves all fields of a choice to one page: the first page that has one of these fields. */
function keepTogether(
  pages: Page[],
  groups: ChoiceGroup[],
  { context }: Place,
): Page[] {
  let result = pages;
  for (const { choices } of groups) {
    const fields = choices.flatMap(choice => choice.fields);
    const isOfGroup = (name: string) => fields.includes(name);
    const sources = result.filter(({ names }) => names.some(isOfGroup));
    if (sources.length < 2) {
      continue;
    }
    const [first, ...further] = sources;
    if (context.hints.pages.length > 0) {
      context.notices.add(
        `The page "${first.title}" has the fields ${fields.join(', ')}: only one of them may be filled in.`,
      );
    }
    const whole = sources.filter(({ names }) => names.every(isOfGroup));
    const moved = further.flatMap(({ names }) => names.filter(isOfGroup));
    result = result
      .filter(page => page === first || !whole.includes(page))
      .map(page =>
        page === first
          ? {
              ...page,
              ...(whole.includes(page) && {
                title: joinTitles(whole.map(({ title }) => title)),
              }),
              names: [...page.names, ...moved],
            }
          : {
              ...page,
              names: page.names.filter(name => !moved.includes(name)),
            },
      );
  }
  return result;
}

/** Titles of more than a few pages are too long for a step. */
const MAX_JOINED_TITLES = 3;

function joinTitles(titles: string[]): string {
  return titles.length > MAX_JOINED_TITLES
    ? `${titles[0]} or another`
    : titles.join(' or ');
}

/** Returns the pages that the hints define, then a page for each other property, then the page of advanced properties. */
function listPages(options: {
  properties: JsonObject;
  required: string[];
  given: JsonObject | undefined;
  root: Place;
  others: boolean;
}): Page[] {
  const { properties, required, given, root, others } = options;
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
    // A required field without a default is shown although its hint hides it; see applyHint.
    const isFillable =
      !required.includes(name) ||
      schema.default !== undefined ||
      isGiven({ given: given?.[name] });
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
  // Hidden fields keep their defaults. They are part of the first page, because a page of only hidden fields would be empty.
  const [first = { title: 'Specification', names: [] }, ...further] = pages;
  return [{ ...first, names: [...first.names, ...hidden] }, ...further];
}

/** Sorts the properties by name, like the pages of SKE's forms, unless a hint gives an order. */
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
  return (
    hintFor(below(root, name), property).title ??
    (readOwnTitle(property) || humanise(name))
  );
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
        `The page "${page.title}" names "${name}", which ${isKnown ? 'is on a page already' : 'is not a field of the spec'}.`,
      );
    }
    return isUsable;
  });
  return { title: page.title, description: page.description, names };
}
