import { test, type Page } from '@playwright/test';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ListedEntry, Look } from './galleryPage';

const project = resolve(__dirname, '../../../..');

/**
 * Takes the picture of an entry that has a fault. With `UPDATE_IMAGES` it also replaces the pictures of the docs, and with `GALLERY_PICTURES` it
 * takes all pictures.
 */
export async function takePicture(
  page: Page,
  entry: ListedEntry,
  look: Look,
  hasFault: boolean,
): Promise<void> {
  const isOfDocs =
    Boolean(process.env.UPDATE_IMAGES && entry.picture) &&
    look.theme === 'light' &&
    look.width === 1280;
  if (!isOfDocs && !hasFault && !process.env.GALLERY_PICTURES) {
    return;
  }
  const path = resolve(
    project,
    '.local/gallery-pictures',
    `${look.theme}-${look.width}`,
    `${entry.id.replaceAll('/', '_')}.png`,
  );
  await mkdir(dirname(path), { recursive: true });
  await page.screenshot({ path, animations: 'disabled', fullPage: true });
  if (isOfDocs) {
    await copyFile(
      path,
      resolve(project, 'docs/images', `${entry.picture}.png`),
    );
  }
}

/** How many checks of this test have failed. */
export function countFaults(): number {
  return test.info().errors.length;
}
