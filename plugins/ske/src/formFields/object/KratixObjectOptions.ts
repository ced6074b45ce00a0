import type { PresenceOptions } from '../FormSchema';

/** One of several ways to fill in an object, with the properties that belong to it. */
export interface Choice {
  title: string;
  fields: string[];
}

/** Parts of an object of which only one may be present. */
export interface ChoiceGroup {
  choices: Choice[];
  /** Whether none of them may be present too. */
  optional?: boolean;
}

/** The options of an object, from the Template. */
export interface KratixObjectOptions extends PresenceOptions {
  /** It accepts fields that it does not name. */
  otherFields?: boolean;
  /** The names of its fields, where they are on several pages. */
  knownFields?: string[];
  choices?: ChoiceGroup[];
}
