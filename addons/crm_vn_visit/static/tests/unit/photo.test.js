import {describe, expect, test} from "@odoo/hoot";
import {PHOTO_BYTES, shrinkPhoto} from "@crm_vn_visit/check_in/photo";

describe.current.tags("headless");

/** A picture as large as a phone's camera makes it; *draw* paints it. */
async function takePhoto(width, height, draw) {
    const canvas = document.createElement("canvas");
    Object.assign(canvas, {width, height});
    draw(canvas.getContext("2d"), width, height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

/** Every pixel another colour: nothing compresses it. */
function noise(context, width, height) {
    const image = context.createImageData(width, height);
    let seed = 7;
    for (let index = 0; index < image.data.length; index++) {
        seed = (seed * 16807) % 2147483647;
        image.data[index] = index % 4 === 3 ? 255 : seed % 256;
    }
    context.putImageData(image, 0, 0);
}

async function sizeOf(base64) {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], {type: "image/jpeg"}));
    return [bytes.length, picture.width, picture.height];
}

test("the longer side has 1280 pixels, the shape stays", async () => {
    const photo = await takePhoto(2560, 1920, (context, width, height) => {
        context.fillStyle = "green";
        context.fillRect(0, 0, width, height);
    });
    const [bytes, width, height] = await sizeOf(await shrinkPhoto(photo));
    expect([width, height]).toEqual([1280, 960]);
    expect(bytes).toBeLessThan(PHOTO_BYTES);
});

test("a small picture is not made larger", async () => {
    const photo = await takePhoto(300, 200, (context) => context.fillRect(0, 0, 9, 9));
    const [, width, height] = await sizeOf(await shrinkPhoto(photo));
    expect([width, height]).toEqual([300, 200]);
});

test("whatever it shows, it is small enough to be sent", async () => {
    const [bytes, width] = await sizeOf(
        await shrinkPhoto(await takePhoto(1600, 1200, noise))
    );
    expect(bytes).toBeLessThan(PHOTO_BYTES + 1);
    expect(width).toBeGreaterThan(100);
});
