"""What of a WordPress export is no page for readers, and why."""

_MACHINERY = {
    "attachment": "a file of the media library",
    "revision": "an older version of a page",
    "nav_menu_item": "an entry of a menu",
    "custom_css": "a style sheet",
    "customize_changeset": "settings of the theme",
    "oembed_cache": "a cache",
    "user_request": "a request of a user",
    "scheduled-action": "a scheduled task",
    "elementor_library": "a template of a page builder",
    "elementor_snippet": "a template of a page builder",
    "et_pb_layout": "a template of a page builder",
    "vc_grid_item": "a template of a page builder",
    "wpcf7_contact_form": "a form",
    "wpforms": "a form",
    "acf-field": "a definition of a field",
    "acf-field-group": "a definition of a field",
    "shop_order": "a customer's order",
    "shop_coupon": "a coupon",
    "product_variation": "a variant of a product",
}
_STATUS = {
    "draft": "a draft",
    "auto-draft": "a draft",
    "pending": "waits for review",
    "future": "is scheduled for later",
    "private": "is private",
    "trash": "is in the trash",
}


def left_out(kind: str, status: str, password: str) -> str | None:
    """By post type, status and password; None for what is published."""
    if kind in _MACHINERY:
        return _MACHINERY[kind]
    if kind.startswith("wp_"):
        return "a part of the theme"
    if status != "publish":
        return _STATUS.get(status, f"has the status {status!r}")
    return "is protected by a password" if password else None
