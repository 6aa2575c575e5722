"""Every piece of business, interrupted at every question and put right at every place: does it reach its end?"""
