/**
 * Numbers and names that are published to be nobody's: examples of standards, tests of payment services, ranges that
 * regulators keep free for films, names that stand for anybody. What is here is in a prompt on purpose.
 */

/** Card numbers for tests: Stripe, PayPal, Adyen, Worldpay and Braintree, in their documentation of testing. */
const CARDS = setOf(`
  4111111111111111 4242424242424242 4000056655665556 4012888888881881 4005519200000004 4009348888881881
  4012000033330026 4012000077777777 4217651111111119 4500600000000061 4444333322221111 4917610000000000
  4988438843884305 4222222222222 5555555555554444 5105105105105100 5200828282828210 5454545454545454
  5500000000000004 5555341244441115 2223003122003222 2223000048400011 378282246310005 371449635398431
  378734493671000 370000000000002 340000000000009 6011111111111117 6011000990139424 6011000000000004
  6011981111111113`);
/** Stripe's numbers for declined cards and for countries: 4000 00 and 10 digits. */
const STRIPE = /^400000\d{10}$/;

/** Whether a card's digits are published for tests. */
export function isTestCard(digits: string): boolean {
  return CARDS.has(digits) || STRIPE.test(digits);
}

/**
 * The examples of SWIFT's IBAN Registry (ISO 13616), which Wikipedia, iban.com and Stripe's tests of SEPA repeat, and
 * further ones of the latter three.
 */
const IBANS = setOf(`
  AT611904300234573201 BE68539007547034 BE71096123456769 BE62510007547061 CH9300762011623852957
  CZ6508000000192000145399 DE89370400440532013000 DE91100000000123456789 DE75512108001245126199
  DK5000400440116243 ES9121000418450200051332 FI2112345600000785 FR1420041010050500013M02606
  FR7630006000011234567890189 GB29NWBK60161331926819 GB82WEST12345698765432 GB33BUKB20201555555555
  GR1601101250000000012300695 HU42117730161111101800000000 IE29AIBK93115212345678 IE64IRCE92050112345678
  IT60X0542811101000000123456 LU280019400644750000 NL91ABNA0417164300 NL02ABNA0123456789 NL39RABO0300065264
  NO9386011117947 PL61109010140000071219812874 PT50000201231234567890154 SE4550000000058398257466
  AE070331234567890123456 SA0380000000608010167519 TR330006100519786457841326`);

/** Whether an IBAN without spaces is the example of a standard. */
export function isTextbookIban(iban: string): boolean {
  return IBANS.has(iban);
}

/** The number that forms show, those that the Social Security Administration voided since they were printed. */
const SOCIAL_SECURITY = setOf('123-45-6789 078-05-1120 219-09-9999');

/** Whether a social security number is known to be nobody's. */
export function isNobodysSocialSecurity(number: string): boolean {
  return SOCIAL_SECURITY.has(number) || /^(\d)\1\1-\1\1-\1{4}$/.test(number);
}

/**
 * Telephone numbers by their digits, country first. North America: area or exchange 555, and toll-free numbers, which are
 * companies' (NANPA). Ranges for films: Ofcom (UK), Bundesnetzagentur (Germany), ARCEP (France), ACMA (Australia). And +800,
 * which is toll-free everywhere (ITU-T E.169).
 */
const TELEPHONES: readonly RegExp[] = [
  /^1(?:555\d{7}|\d{3}555\d{4}|8(?:00|33|44|55|66|77|88)\d{7})$/,
  /^800\d{8}$/,
  /^440?(?:2079460|2890180|2920180|7700900|1632960|1(?:1[3-8]|21|31|41|51|61)4960|1914980|8081570|9098790|3069990)\d{3}$/,
  /^490?(?:3023125|6990009|4066969|2214710|8999998|17139200|176040690)\d{2,3}$/,
  /^490?(?:15228817386|15228895456|15254599371|1729925904|1729968532|172997318[56]|1729980752|1749091317|1749464308)$/,
  /^330?(?:19900|26191|35301|46571|53649|63998)\d{4}$/,
  /^610?(?:[2378](?:5550|7010)\d{4}|49157\d{4})$/,
  // Digits in their order, and one of them over and over.
  /(?:1234567|2345678|9876543|(\d)\1{6})/,
];

/** Whether a telephone number, as it is written, is known to be nobody's or a company's. */
export function isNobodysTelephone(number: string): boolean {
  const digits = number.replaceAll(/\D/g, '');
  return TELEPHONES.some((pattern) => pattern.test(digits));
}

/** Names that stand for anybody in law, in forms and in textbooks, in small letters. */
const NAMES = new Set([
  ...['john doe', 'jane doe', 'john smith', 'jane smith', 'joe bloggs', 'john public', 'joe public'],
  ...['max mustermann', 'erika mustermann', 'maria muster', 'max muster', 'hans muster'],
  ...[
    'jean dupont',
    'marie dupont',
    'pierre dupont',
    'mario rossi',
    'maria rossi',
    'juan pérez',
    'juan perez',
  ],
  ...[
    'jan jansen',
    'jan kowalski',
    'jan novák',
    'joão silva',
    'fulano silva',
    'ola nordmann',
    'kari nordmann',
  ],
  ...['first last', 'firstname lastname', 'your name', 'full name', 'test user', 'test customer'],
]);

/** Whether a first and a last name stand for anybody. */
export function isNobodysName(name: string): boolean {
  return NAMES.has(name.toLowerCase());
}

/** Words that stand for a name before the `@`. */
const LOCAL_PARTS =
  /^(?:user(?:[._-]?name)?|name|your(?:[._-]?(?:name|e?mail))?|you|someone|somebody|first(?:[._-]?name)?[._-]?last(?:[._-]?name)?|foo|bar|e?mail|test(?:[._-]?user)?)\d*@/i;
/** Domains for documents and tests (RFC 2606, RFC 6761), and hosts of one's own machine. */
const DOMAINS = /@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|example|test|invalid|localhost|local)$/i;

/** Whether an e-mail address is in a domain that nobody has, or has a word that stands for a name. */
export function isNobodysAddress(address: string): boolean {
  return DOMAINS.test(address) || LOCAL_PARTS.test(address);
}

function setOf(list: string): ReadonlySet<string> {
  return new Set(list.trim().split(/\s+/));
}
