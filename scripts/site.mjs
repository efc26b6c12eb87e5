// The parts of the site's build that need more than a shell; scripts/site.sh calls it.
//   node scripts/site.mjs stamp EXTRA    prints a hash of everything the site is made of
//   node scripts/site.mjs finish FOLDER  adds style sheet and public files, compresses, checks the sizes
import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const INPUTS = [
  ".cargo/config.toml",
  "Cargo.lock",
  "Cargo.toml",
  "app",
  "crates/domain",
  "frontend",
  "package-lock.json",
  "scripts/site.mjs",
  "scripts/site.sh",
  "style",
];
const COMPRESSIBLE = /\.(css|html|ico|js|json|map|svg|txt|ttf|wasm|webmanifest|xml)$/;
const BUNDLES = ["twinpost", "board"];
// A page loads one bundle.
const WASM_LIMIT_KIB = 150;
// The oldest browsers with CSS nesting; the same set as `browserquery` in Cargo.toml.
const version = (major, minor = 0) => (major << 16) | (minor << 8);
const TARGETS = {
  chrome: version(120),
  edge: version(120),
  firefox: version(117),
  ios_saf: version(17, 2),
  safari: version(17, 2),
};

function files(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== "node_modules" && name !== "target")
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function stamp(extra) {
  const hash = createHash("sha256").update(extra);
  for (const file of INPUTS.flatMap(files)) {
    const content = readFileSync(file);
    hash.update(`\0${file}\0${content.length}\0`).update(content);
  }
  console.log(hash.digest("hex"));
}

async function finish(site) {
  // Leptos asks for NAME.wasm when LEPTOS_OUTPUT_NAME is set; wasm-bindgen's own name has _bg.
  for (const name of BUNDLES) {
    const script = join(site, `pkg/${name}.js`);
    writeFileSync(script, readFileSync(script, "utf8").replaceAll(`${name}_bg.wasm`, `${name}.wasm`));
  }

  if (existsSync("style/main.css")) {
    const { bundle } = await import("lightningcss");
    const { code, warnings } = bundle({ filename: "style/main.css", minify: true, targets: TARGETS });
    for (const { message, loc } of warnings) console.warn(`warning: ${loc?.filename}:${loc?.line}: ${message}`);
    writeFileSync(join(site, "pkg/twinpost.css"), code);
  } else {
    console.warn("warning: style/main.css is missing: the site has no style sheet");
  }
  if (existsSync("style/public")) cpSync("style/public", site, { recursive: true });

  const kib = (bytes) => (bytes / 1024).toFixed(1).padStart(8);
  let tooLarge = false;
  console.log("     KiB   brotli");
  for (const file of files(site)) {
    const content = readFileSync(file);
    let compressed = content.length;
    if (COMPRESSIBLE.test(file)) {
      const packed = brotliCompressSync(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      });
      compressed = packed.length;
      // Renamed into place, so that a server never reads half a file.
      writeFileSync(`${file}.part`, packed);
      renameSync(`${file}.part`, `${file}.br`);
    }
    if (file.endsWith(".wasm") && compressed > WASM_LIMIT_KIB * 1024) tooLarge = true;
    console.log(`${kib(content.length)} ${kib(compressed)}  ${relative(site, file)}`);
  }
  if (tooLarge) {
    console.error(`error: a wasm has more than ${WASM_LIMIT_KIB} KiB with brotli`);
    process.exit(1);
  }
}

const [command, argument] = process.argv.slice(2);
if (command === "stamp") stamp(argument ?? "");
else if (command === "finish" && argument) await finish(argument);
else {
  console.error("usage: node scripts/site.mjs stamp EXTRA | finish FOLDER");
  process.exit(2);
}
