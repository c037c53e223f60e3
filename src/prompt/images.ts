import { ConfigurationError, type Place } from '../base/errors.ts';

const DATA = /^data:image\/(png|jpeg|gif|webp);base64,/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
/** Characters of an address other than a `data:` URL. */
const LONGEST_ADDRESS = 8192;

/**
 * The address of an image as models take it: of the web, or a `data:` URL with the image itself.
 * @throws ConfigurationError at `place` for anything else. What is too long for a template is refused there.
 */
export function imageAddress(text: string, place: Place): string {
  const address = text.trim();
  const data = DATA.exec(address)?.[0];
  if (data !== undefined) {
    if (BASE64.test(address.slice(data.length))) return address;
    throw new ConfigurationError('The data of this image is not base64.', {
      place,
      remedy: 'Write it without line ends and blanks, as `base64 -w0` prints it.',
    });
  }
  if (/^https?:/i.test(address) && address.length <= LONGEST_ADDRESS && URL.canParse(address)) return address;
  throw new ConfigurationError(`An image is "${address.slice(0, 60)}", which is no address of one.`, {
    place,
    remedy: 'Write https://…, or data:image/png;base64,… (png, jpeg, gif or webp).',
  });
}

/** An image as people read it: what it is, never the image itself. */
export function imageInWords(address: string): string {
  const type = DATA.exec(address)?.[1];
  if (type === undefined) return `[image ${address.slice(0, 200)}]`;
  const bytes = Math.floor(((address.length - address.indexOf(',') - 1) * 3) / 4);
  return `[image ${type}, ${Math.max(1, Math.round(bytes / 1000))} kB]`;
}
