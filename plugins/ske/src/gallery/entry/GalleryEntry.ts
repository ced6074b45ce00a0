import type { Entity } from '@backstage/catalog-model';
import type { ReactElement } from 'react';
import type { FakePlatform } from '../../live/__testUtils__';

/** Acts on the page as a user does: finds fields and buttons by their accessible names, and waits for them. */
export interface GalleryUser {
  press(name: string | RegExp): Promise<void>;
  fill(field: string | RegExp, text: string): Promise<void>;
  /** Replaces a part of the text in the YAML editor. */
  replaceInEditor(before: string, after: string): Promise<void>;
}

/** A designed state, which the gallery shows, photographs and checks. */
export interface GalleryEntry {
  /** The group of pages and the state, such as `resource/failed`. This id is the address of the entry. */
  id: string;
  /** A sentence about what the entry shows. */
  title: string;
  /** Fills the fake platform before anything is rendered. The function may continue to change the platform afterwards. */
  prepare?(platform: FakePlatform): void | Promise<void>;
  /** A part, or the body of a page. */
  element?: ReactElement;
  /** Instead of an element: the address of one of the plugin's pages, such as `/kratix/services`. The whole page is shown. */
  path?: string;
  /** The catalog's entity. The address is the address of its page: `/catalog/default/component/<name>`. */
  entity?: Entity;
  /** What a user does until the state is reached. */
  play?(user: GalleryUser): Promise<void>;
  /** A text that is visible when the state is complete. The gallery waits for it and then takes the picture. */
  shows?: string;
}
